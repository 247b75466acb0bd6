using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC101TmpfsAndVolumeTests
{
    private const string Id = "XC101";

    [Fact]
    public void Check_GuidesCrawler_NamesBothPlacesAndKeepsTheTmpfs()
    {
        const string Bad = """
            services:
              crawler:
                image: localhost/crawler
                tmpfs:
                  - /tmp:size=512m,mode=01777
                  # logs are transient, see the guide, step 1.1
                  - /app/logs:size=100m,mode=0755   # trailing
                volumes:
                  - crawl_data:/app/crawl
                  - /tmp/crawler_logs:/app/logs/ # for debugging
                depends_on: [redis]

            """;

        var finding = Assert.Single(RuleCase.Find(Id, Bad));
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.Equal("Two mounts on /app/logs: tmpfs and bind", finding.Message);
        Assert.Equal([7, 10], finding.Evidence.Select(e => e.Place!.Value.Line));
        RuleCase.Fixes(Id, Bad, Bad.Replace("      - /tmp/crawler_logs:/app/logs/ # for debugging\n", "      # for debugging\n"));
    }

    [Fact]
    public void Fix_OnlyVolume_TakesTheKeyToo() => RuleCase.Fixes(Id,
        "services:\n  a:\n    tmpfs: /tmp\n    volumes:\n      # why\n      - x:/tmp\n    image: a",
        "services:\n  a:\n    tmpfs: /tmp\n      # why\n    image: a");

    [Fact]
    public void Fix_FlowListsCrlfAndLongSyntax_ChangeOnlyTheItem()
    {
        RuleCase.Fixes(Id, "services:\r\n  a:\r\n    tmpfs: [ /tmp ]\r\n    volumes: [ x:/data, y:/tmp , z:/z ]\r\n", "services:\r\n  a:\r\n    tmpfs: [ /tmp ]\r\n    volumes: [ x:/data , z:/z ]\r\n");
        RuleCase.Fixes(Id,
            "services:\n  a:\n    tmpfs: ['/app/logs:mode=1777']\n    volumes:\n      - type: bind # b\n        source: ./l\n        target: /app/logs\n      - k:/k",
            "services:\n  a:\n    tmpfs: ['/app/logs:mode=1777']\n    volumes:\n      # b\n      - k:/k");
    }

    [Fact]
    public void Check_UnknownTarget_IsExplainedNotFixed()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  a:\n    tmpfs: /srv/x\n    volumes: [d:/srv/x]\n"));

        Assert.Null(finding.Fix);
        Assert.Contains("policy", finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_SharedThroughAnAnchor_IsExplainedNotFixed()
    {
        var finding = Assert.Single(RuleCase.Find(Id, """
            x-volumes: &shared
              - logs:/app/logs
              - d:/d
            services:
              a: { image: a, tmpfs: [/app/logs], volumes: *shared }
              b: { image: b, volumes: *shared }
            """));

        Assert.Null(finding.Fix);
        Assert.Contains("also change b", finding.NoFix, StringComparison.Ordinal);
    }

    [Fact]
    public void Fix_SharedByServicesThatAllHaveIt_IsMadeOnce()
    {
        const string Bad = """
            x-base: &base
              tmpfs: [/app/logs]
              volumes:
                - logs:/app/logs
                - d:/d
            services:
              a: { <<: *base, image: a }
              b: { <<: *base, image: b }

            """;

        Assert.Equal(2, RuleCase.Find(Id, Bad).Count);
        RuleCase.Fixes(Id, Bad, Bad.Replace("    - logs:/app/logs\n", ""));
    }

    [Fact]
    public void Check_OverrideFile_FindsAndFixesAcrossFiles()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "services:\n  a:\n    image: a\n    volumes:\n      - l:/app/logs\n      - d:/d\n"), ("/s/compose.override.yml", "services:\n  a:\n    tmpfs:\n      - /app/logs\n")]);

        var plan = FixPlanner.PlanAll(lint, LintOptions.Default, f => f.Rule.Id == Id);

        var change = Assert.Single(plan.Files);
        Assert.Equal("services:\n  a:\n    image: a\n    volumes:\n      - d:/d\n", change.After.Text);
        Assert.Equal(["a"], plan.ChangedServices);
    }

    [Fact]
    public void Check_Suppressed_IsCounted()
    {
        var lint = RuleCase.Lint("services:\n  a:\n    tmpfs:\n      # xnai-ignore: XC101 the engine of this host merges them\n      - /tmp\n    volumes: [d:/tmp]\n");

        Assert.DoesNotContain(lint.Findings, finding => finding.Rule.Id == Id);
        Assert.Equal("the engine of this host merges them", Assert.Single(lint.Suppressed, s => s.Finding.Rule.Id == Id).By.Reason);
    }
}
