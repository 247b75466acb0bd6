using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC107TmpfsNotWritableTests
{
    private const string Id = "XC107";

    [Fact]
    public void Fix_GuidesCurationWorker_LetsItWriteItsLogs()
    {
        const string Bad = """
            services:
              curation_worker:
                image: w
                user: "${APP_UID:-1001}:${APP_GID:-1001}"
                tmpfs:
                  - /app/logs:size=2m,mode=0755 # too tight
                environment:
                  LOG_DIR: /app/logs/worker

            """;

        var finding = Assert.Single(RuleCase.Find(Id, Bad));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("The tmpfs /app/logs has mode 755: 1001 cannot write into it", finding.Message);
        Assert.Equal([6, 4, 8], finding.Evidence.Select(e => e.Place!.Value.Line));
        RuleCase.Fixes(Id, Bad, Bad.Replace("mode=0755", "mode=1777"));
    }

    [Theory]
    [InlineData("user: app\n    tmpfs: ['/srv/x:mode=0700']", "user: app\n    tmpfs: ['/srv/x:mode=1777']")]
    [InlineData("user: '7:7'\n    tmpfs: /srv/x:mode=775", "user: '7:7'\n    tmpfs: /srv/x:mode=1777")]
    [InlineData("user: '7'\n    volumes:\n      - {type: tmpfs, target: /x, tmpfs: {mode: '0755'}}", "user: '7'\n    volumes:\n      - {type: tmpfs, target: /x, tmpfs: {mode: '1777'}}")]
    public void Fix_OtherUsers_OpensTheMode(string bad, string good) => RuleCase.Fixes(Id, Service(bad), Service(good));

    [Theory]
    [InlineData("user: '0:0'\n    tmpfs: /x:mode=0755")]
    [InlineData("user: root\n    tmpfs: /x:mode=0755")]
    [InlineData("tmpfs: /x:mode=0755")]
    [InlineData("user: ${NOBODY}\n    tmpfs: /x:mode=0755")]
    [InlineData("user: ${NOBODY:?set it}\n    tmpfs: /x:mode=0755")]
    [InlineData("user: '7:0'\n    tmpfs: /x:mode=0775")]
    [InlineData("user: '7'\n    tmpfs: /x:mode=0775")]
    [InlineData("user: '7'\n    tmpfs: /x:U,mode=0755")]
    [InlineData("user: '7'\n    tmpfs: /x:mode=1777")]
    [InlineData("user: '7'\n    tmpfs: /x")]
    public void Check_WritableOrUnknown_IsQuiet(string parts) => Assert.Empty(RuleCase.Find(Id, Service(parts)));

    [Fact]
    public void Check_ThePolicyWantsIt_IsANoteWithoutFix()
    {
        var finding = Assert.Single(RuleCase.Find(Id, Service("user: '7'\n    tmpfs: /var/run:mode=0755")));

        Assert.Equal(Severity.Note, finding.Severity);
        Assert.Null(finding.Fix);
        Assert.Contains("policy", finding.NoFix, StringComparison.Ordinal);
    }

    private static string Service(string parts) => $"services:\n  a:\n    image: a\n    {parts}\n";
}
