using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC105TmpfsModeTests
{
    private const string Id = "XC105";

    [Theory]
    [InlineData("tmpfs: /tmp", "tmpfs: /tmp:mode=1777")]
    [InlineData("tmpfs:\n      - '/app/logs:size=1m' # x", "tmpfs:\n      - '/app/logs:size=1m,mode=1777' # x")]
    [InlineData("tmpfs: [ /srv/x:size=1m, /tmp ]", "tmpfs: [ \"/srv/x:size=1m,mode=1777\", /tmp:mode=1777 ]")]
    [InlineData("tmpfs:\n      - /app/logs:size=1m,mode=0755 # x", "tmpfs:\n      - /app/logs:size=1m,mode=1777 # x")]
    [InlineData("tmpfs:\n      - /app/logs:mode=${M:-0755},size=1m", "tmpfs:\n      - /app/logs:mode=${M:-1777},size=1m")]
    [InlineData("volumes:\n      - d:/d\n      - type: tmpfs\n        target: /tmp\n        tmpfs: {size: 1g}", "tmpfs:\n      - /tmp:size=1g,mode=1777\n    volumes:\n      - d:/d")]
    [InlineData("volumes:\n      - type: tmpfs\n        target: /tmp\n        tmpfs:\n          mode: 0700 # m", "volumes:\n      - type: tmpfs\n        target: /tmp\n        tmpfs:\n          mode: \"01777\" # m")]
    public void Fix_MissingOrOther_TakesThePolicysMode(string bad, string good)
    {
        RuleCase.Fixes(Id, Service(bad), Service(good));
        RuleCase.Fixes(Id, Service(bad).Replace("\n", "\r\n"), Service(good).Replace("\n", "\r\n"));
    }

    [Theory]
    [InlineData("tmpfs: /tmp:mode=01777")]
    [InlineData("tmpfs: /tmp:mode=1777")]
    [InlineData("tmpfs: /srv/x:mode=0700")]
    [InlineData("tmpfs: /tmp:mode=${MODE}")]
    [InlineData("tmpfs: /tmp:${OPTIONS}")]
    [InlineData("tmpfs: /srv/x:U")]
    public void Check_EqualUnnamedOrUnknown_IsQuiet(string mounts) => Assert.Empty(RuleCase.Find(Id, Service(mounts)));

    [Theory]
    [InlineData("user: '1001'\n    tmpfs: /var/run:mode=1777", "1001")]
    [InlineData("user: '1001'\n    tmpfs: /var/run", "1001")]
    [InlineData("tmpfs: /var/run:size=1m", "image")]
    [InlineData("tmpfs: /run", "image")]
    public void Check_PolicyWouldTakeTheRightToWrite_IsANoteWithoutFix(string mounts, string who)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Service(mounts)));

        Assert.Null(finding.Fix);
        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Contains(who, finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ModeFromAVariable_IsExplained()
    {
        var options = Core.Compose.Linting.LintOptions.Default with { Environment = new Dictionary<string, string> { ["M"] = "0755" } };

        Assert.Contains("by hand", Assert.Single(RuleCase.Find(Id, Service("tmpfs: /tmp:mode=${M:-1777}"), options)).NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_RootsVarRun_TakesThePolicysMode() => RuleCase.Fixes(Id, Service("user: root\n    tmpfs: /var/run:mode=1777"), Service("user: root\n    tmpfs: /var/run:mode=0755"));

    private static string Service(string mounts) => $"services:\n  a:\n    image: a\n    {mounts}\n    restart: always\n";
}
