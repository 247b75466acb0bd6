using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC108TmpfsOverMemoryLimitTests
{
    private const string Id = "XC108";

    [Theory]
    [InlineData("mem_limit: 128m\n    tmpfs: [ /a:size=200m, /b:size=56m ]", "256 MiB of tmpfs exceed the memory limit of 128 MiB")]
    [InlineData("deploy: { resources: { limits: { memory: 1g } } }\n    tmpfs: /a:size=900m", "900 MiB of tmpfs take more than 80 % of the memory limit of 1 GiB")]
    [InlineData("mem_limit: 100m\n    volumes: [ 'v:/v', { type: tmpfs, target: /a, tmpfs: { size: 41943040 } } ]", "104 MiB of tmpfs exceed the memory limit of 100 MiB")]
    public void Check_Sum_CountsEveryTmpfs(string parts, string message)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Stack(parts)));

        Assert.Equal(message, finding.Message);
        Assert.StartsWith("memory limit", finding.Evidence[0].Text, StringComparison.Ordinal);
        Assert.Null(finding.Fix);
    }

    [Theory]
    [InlineData("mem_limit: 128m\n    tmpfs: [ /a:size=102m ]")]
    [InlineData("mem_limit: 128m\n    tmpfs: [ /a ]")]
    [InlineData("mem_limit: 128m\n    tmpfs: [ /a:size=50% ]")]
    [InlineData("mem_limit: 128m\n    tmpfs: [ '/a:size=${S}' ]")]
    [InlineData("tmpfs: [ /a:size=900g ]")]
    public void Check_FitsOrUnknown_IsQuiet(string parts) => Assert.Empty(RuleCase.Find(Id, Stack(parts)));

    [Fact]
    public void Check_ShareOfKnownRam_Counts() => Assert.Single(RuleCase.Find(Id, Stack("mem_limit: 1g\n    tmpfs: /a:size=50%"), LintOptions.Default with { HostMemoryBytes = 8L << 30 }));

    private static string Stack(string parts) => $"services:\n  a:\n    image: a\n    {parts}\nvolumes:\n  v: {{ driver_opts: {{ type: tmpfs, device: tmpfs, o: 'size=64m,uid=1' }} }}\n";
}
