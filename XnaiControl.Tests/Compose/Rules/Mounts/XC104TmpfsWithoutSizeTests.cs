namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC104TmpfsWithoutSizeTests
{
    private const string Id = "XC104";

    [Theory]
    [InlineData("tmpfs: /tmp", "tmpfs: /tmp:size=512m")]
    [InlineData("tmpfs: '/tmp' # t", "tmpfs: '/tmp:size=512m' # t")]
    [InlineData("tmpfs:\n      - /app/logs/:mode=1777 # x", "tmpfs:\n      - /app/logs/:size=100m,mode=1777 # x")]
    [InlineData("tmpfs: [ /srv/x , \"/var/run:noexec,mode=0755\" ]", "tmpfs: [ /srv/x:size=64m , \"/var/run:size=64m,noexec,mode=0755\" ]")]
    [InlineData("tmpfs: [/tmp:mode=1777]", "tmpfs: [\"/tmp:size=512m,mode=1777\"]")]
    [InlineData("tmpfs:\n      - ${T:-/tmp}", "tmpfs:\n      - ${T:-/tmp}:size=512m")]
    [InlineData("tmpfs:\n      - ${T:-/tmp}:mode=${M:-1777}", "tmpfs:\n      - ${T:-/tmp}:size=512m,mode=${M:-1777}")]
    [InlineData("volumes:\n      - type: tmpfs\n        target: /tmp # t", "volumes:\n      - type: tmpfs\n        target: /tmp # t\n        tmpfs:\n          size: 512m")]
    [InlineData("volumes:\n      - type: tmpfs\n        tmpfs: { mode: 01777 }\n        target: /tmp", "volumes:\n      - type: tmpfs\n        tmpfs: { mode: 01777, size: 512m }\n        target: /tmp")]
    [InlineData("volumes:\n      - type: tmpfs\n        target: /tmp\n        tmpfs:\n          mode: 01777 # m", "volumes:\n      - type: tmpfs\n        target: /tmp\n        tmpfs:\n          mode: 01777 # m\n          size: 512m")]
    public void Fix_EverySpelling_AddsThePolicysSize(string bad, string good)
    {
        RuleCase.Fixes(Id, Service(bad), Service(good));
        RuleCase.Fixes(Id, Service(bad).Replace("\n", "\r\n"), Service(good).Replace("\n", "\r\n"));
    }

    [Theory]
    [InlineData("tmpfs: /tmp:size=10%")]
    [InlineData("tmpfs: /tmp:${OPTIONS}")]
    [InlineData("tmpfs: /tmp:size=${SIZE}")]
    [InlineData("volumes: [ /tmp ]")]
    public void Check_SizedOrUnknown_IsQuiet(string mounts) => Assert.Empty(RuleCase.Find(Id, Service(mounts)));

    [Theory]
    [InlineData("tmpfs: /tmp:size=0", "0")]
    [InlineData("volumes: [ 'v:/tmp' ]", "old volume")]
    [InlineData("volumes: [ {type: tmpfs, target: /tmp} ]", "by hand")]
    public void Check_NotCertain_IsExplained(string mounts, string why)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Service(mounts)));

        Assert.Null(finding.Fix);
        Assert.Contains(why, finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_ThroughAMergeKey_IsMadeOnceForBoth()
    {
        const string Bad = "x-b: &b\n  tmpfs: [/tmp]\nservices:\n  a: { <<: *b, image: a }\n  b: { <<: *b, image: b }\n";

        Assert.Equal(2, RuleCase.Find(Id, Bad).Count);
        RuleCase.Fixes(Id, Bad, Bad.Replace("[/tmp]", "[/tmp:size=512m]"));
    }

    private static string Service(string mounts) => $"services:\n  a:\n    image: a\n    {mounts}\n    restart: always\nvolumes:\n  v:\n    driver_opts: {{ type: tmpfs, device: tmpfs, o: uid=1000 }}\n";
}
