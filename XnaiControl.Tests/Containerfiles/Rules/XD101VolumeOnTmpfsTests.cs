using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Tests.Containerfiles.Rules;

public sealed class XD101VolumeOnTmpfsTests
{
    [Theory]
    [InlineData("VOLUME /app/logs", "/app/logs", "/app/logs")]
    [InlineData("VOLUME [\"/srv\", \"/app//logs/\"]", "\"/app//logs/\"", "/app/logs")]
    [InlineData("VOLUME $BASE/logs/crawler", "$BASE/logs/crawler", "/app/logs/crawler")]
    public void Lint_VolumeOnOrUnderATarget_IsFound(string line, string place, string volume)
    {
        var text = $"FROM a:1\nENV BASE=/app\n{line}\n";
        var finding = Bench.Only("XD101", text);

        Assert.Equal(volume, finding.Subject);
        Assert.EndsWith(" " + place, Bench.At(finding, text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VOLUME /data")]
    [InlineData("VOLUME /app")]
    [InlineData("VOLUME /app/logstash")]
    [InlineData("VOLUME $UNKNOWN/logs")]
    public void Lint_VolumeElsewhere_IsFine(string line) => Assert.Empty(Bench.Of("XD101", $"FROM a:1\n{line}\n"));

    [Fact]
    public void Lint_TargetsOfTheService_Count() =>
        Assert.Equal("crawler", Bench.Only("XD101", "FROM a:1\nVOLUME /data\n", new ContainerfileContext(["/data/"], "crawler")).Service);

    [Fact]
    public void Lint_VolumeOfAStageThatIsNotBuiltOn_IsFine() => Assert.Empty(Bench.Of("XD101", "FROM a:1 AS x\nVOLUME /app/logs\nFROM a:1\n"));
}
