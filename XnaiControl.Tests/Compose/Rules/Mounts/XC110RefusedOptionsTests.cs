using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC110RefusedOptionsTests
{
    private const string Id = "XC110";

    [Theory]
    [InlineData("tmpfs: /x:nr_inodes=5", "tmpfs: /x")]
    [InlineData("tmpfs:\n      - '/x:size=1m,huge=always,mode=1777,noatime' # t", "tmpfs:\n      - '/x:size=1m,mode=1777' # t")]
    [InlineData("tmpfs: [\"/x:uid=1001,gid=1001,mode=1777\", /y]", "tmpfs: [\"/x:mode=1777\", /y]")]
    [InlineData("user: '1001'\n    tmpfs:\n      - /x:size=1m,uid=1001,mode=0700", "user: '1001'\n    tmpfs:\n      - /x:size=1m,U,mode=0700")]
    [InlineData("user: ${U:-7}:${G:-8}\n    tmpfs: /x:gid=8,uid=7,mode=750", "user: ${U:-7}:${G:-8}\n    tmpfs: /x:U,mode=750")]
    [InlineData("tmpfs: /x:size=${S:-1m},defaults,mode=${M:-1777}", "tmpfs: /x:size=${S:-1m},mode=${M:-1777}")]
    public void Fix_Refused_GoesOrBecomesU(string bad, string good)
    {
        Assert.Equal(Severity.Critical, Assert.Single(RuleCase.Find(Id, Service(bad))).Severity);
        RuleCase.Fixes(Id, Service(bad), Service(good));
        RuleCase.Fixes(Id, Service(bad).Replace("\n", "\r\n"), Service(good).Replace("\n", "\r\n"));
    }

    [Theory]
    [InlineData("tmpfs: /x:uid=1001,mode=0700", "owner")]
    [InlineData("user: '1'\n    tmpfs: /x:uid=1001,mode=0700", "owner")]
    [InlineData("user: '1:1'\n    tmpfs: /x:uid=1,gid=7,mode=0770", "owner")]
    [InlineData("tmpfs: /x:size=1m,size=2m", "once")]
    [InlineData("tmpfs: /x:rw,ro", "once")]
    public void Check_SomethingWouldBeLost_IsExplained(string parts, string why)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Service(parts)));

        Assert.Null(finding.Fix);
        Assert.Contains(why, finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_AcceptedOptions_IsQuiet() => Assert.Empty(RuleCase.Find(Id, Service("tmpfs: /x:size=10%,mode=1777,U,rw,noexec,nosuid,nodev,tmpcopyup,rprivate")));

    private static string Service(string parts) => $"services:\n  a:\n    image: a\n    {parts}\n";
}
