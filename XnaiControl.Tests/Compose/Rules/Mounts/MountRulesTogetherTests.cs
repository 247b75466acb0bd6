using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

/// <summary>Rules that fix one line after each other, and do not undo each other.</summary>
public class MountRulesTogetherTests
{
    [Fact]
    public void PlanAll_EverythingWrongWithOneService_EndsInOneGoodText()
    {
        const string Bad = """
            services:
              rag:
                image: r
                user: "1001:1001"
                read_only: true
                environment: { LOG_DIR: /app/logs }
                volumes:
                  - ./state:/state:Z # s
                  # transient
                  - type: tmpfs
                    target: /app/data
                    tmpfs:
                      size: 50mb
                      mode: 0755
                  - ./logs:/app/logs
                tmpfs: [/tmp, "/app/logs:uid=1001,size=1.5g,mode=0755", /tmp/]
              ui:
                image: u
                volumes: ['./state:/s']

            """;
        const string Good = """
            services:
              rag:
                image: r
                user: "1001:1001"
                read_only: true
                environment: { LOG_DIR: /app/logs }
                volumes:
                  - ./state:/state:z # s
                  # transient
                tmpfs: ["/tmp:size=512m,mode=1777", "/app/logs:U,size=1536m,mode=0755", "/var/run:size=64m,mode=0755", "/app/data:size=50m,mode=1777"]
              ui:
                image: u
                volumes: ['./state:/s']

            """;
        var lint = RuleCase.Lint(Bad);

        var plan = FixPlanner.PlanAll(lint, LintOptions.Default, IsMount);

        Assert.Equal(Good, Assert.Single(plan.Files).After.Text);
        var after = ComposeLinter.Lint([plan.Files[0].After], LintOptions.Default);
        Assert.True(FixPlanner.PlanAll(after, LintOptions.Default, IsMount).Files.IsEmpty);
        Assert.Empty(plan.Left);
        Assert.Equal(["XC107"], after.Findings.Where(IsMount).Select(f => f.Rule.Id));
    }

    private static bool IsMount(Finding finding) => finding.Rule.Category == RuleCategory.Mounts;
}
