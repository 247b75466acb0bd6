using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC114ReadOnlyWithoutTmpfsTests
{
    private const string Id = "XC114";
    private const string Tmp = "/tmp:size=512m,mode=1777";
    private const string Run = "/var/run:size=64m,mode=0755";
    private const string Logs = "/app/logs:size=100m,mode=1777";

    [Fact]
    public void Fix_NoTmpfsAtAll_AddsTheKeyBehindReadOnly()
    {
        const string Bad = "services:\n  rag:\n    image: r\n    read_only: true # hardened\n    environment:\n      - LOG_DIR=/app/logs/\n";

        var finding = Assert.Single(RuleCase.Find(Id, Bad));
        Assert.Equal((Severity.Critical, "The root is read-only and /tmp, /var/run, /app/logs have no tmpfs"), (finding.Severity, finding.Message));
        RuleCase.Fixes(Id, Bad, Bad.Replace("# hardened\n", $"# hardened\n    tmpfs:\n      - {Tmp}\n      - {Run}\n      - {Logs}\n"));
        RuleCase.Fixes(Id, Bad.Replace("\n", "\r\n"), Bad.Replace("# hardened\n", $"# hardened\n    tmpfs:\n      - {Tmp}\n      - {Run}\n      - {Logs}\n").Replace("\n", "\r\n"));
    }

    [Theory]
    [InlineData("tmpfs:\n      - \"/tmp\" # t\n    cpus: 1", $"tmpfs:\n      - \"/tmp\" # t\n      - \"{Run}\"\n    cpus: 1")]
    [InlineData("tmpfs: [ /tmp ]", $"tmpfs: [ /tmp, \"{Run}\" ]")]
    [InlineData("tmpfs: ['/run']", $"tmpfs: ['/run', '{Tmp}']")]
    [InlineData("tmpfs: []", $"tmpfs: [\"{Tmp}\", \"{Run}\"]")]
    [InlineData("tmpfs: /tmp # t\n    cpus: 1", $"tmpfs:\n      - /tmp # t\n      - {Run}\n    cpus: 1")]
    public void Fix_SomeAreThere_AddsTheRest(string bad, string good) => RuleCase.Fixes(Id, Service(bad), Service(good));

    [Theory]
    [InlineData("tmpfs: [/tmp, /run]\n    volumes: ['l:/app']\n    environment: { LOG_DIR: /app/logs }")]
    [InlineData("tmpfs: [/tmp, /var]\n    environment: { LOG_DIR: '${LOGS}' }")]
    [InlineData("tmpfs: [/tmp, /var]\n    environment: { LOG_DIR: logs }")]
    public void Check_Covered_IsQuiet(string parts) => Assert.Empty(RuleCase.Find(Id, Service(parts)));

    [Fact]
    public void Check_Writable_IsQuiet() => Assert.Empty(RuleCase.Find(Id, "services:\n  a:\n    image: a\n    read_only: false\n"));

    [Fact]
    public void Check_FlowService_IsExplained() => Assert.Contains(Tmp, Assert.Single(RuleCase.Find(Id, "services:\n  a: { image: a, read_only: true }\n")).NoFix, StringComparison.Ordinal);

    [Fact]
    public void Check_ListOfAnotherService_IsExplained()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  b:\n    image: b\n    tmpfs: &t\n      - /tmp\n  a:\n    image: a\n    read_only: true\n    tmpfs: *t\n"));

        Assert.Null(finding.Fix);
        Assert.NotNull(finding.NoFix);
    }

    [Fact]
    public void Fix_OverrideMakesItReadOnly_AddsThere()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "services:\n  a:\n    image: a\n"), ("/s/compose.override.yml", "services:\n  a:\n    read_only: true\n")]);

        Assert.Equal($"services:\n  a:\n    read_only: true\n    tmpfs:\n      - {Tmp}\n      - {Run}\n", Assert.Single(FixPlanner.PlanAll(lint, LintOptions.Default, f => f.Rule.Id == Id).Files).After.Text);
    }

    private static string Service(string parts) => $"services:\n  a:\n    image: a\n    read_only: true\n    {parts}\n";
}
