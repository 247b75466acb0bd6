using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

public class XC103TwoTmpfsTests
{
    private const string Id = "XC103";

    [Fact]
    public void Fix_OneFitsThePolicy_KeepsIt()
    {
        const string Bad = """
            services:
              a:
                image: a
                tmpfs:
                  - /app/logs/:size=50m # old
                  - "/app/logs:size=100m,mode=01777"

            """;

        Assert.Equal("2 tmpfs on /app/logs", Assert.Single(RuleCase.Find(Id, Bad)).Message);
        RuleCase.Fixes(Id, Bad, Bad.Replace("      - /app/logs/:size=50m # old", "      # old"));
    }

    [Fact]
    public void Fix_ShortAndLong_KeepsTheShort() => RuleCase.Fixes(Id,
        "services:\n  a:\n    image: a\n    tmpfs: /x:size=1m\n    volumes:\n      - {type: tmpfs, target: /x, tmpfs: {size: 1m}}\n      - d:/d\n",
        "services:\n  a:\n    image: a\n    tmpfs: /x:size=1m\n    volumes:\n      - d:/d\n");

    [Fact]
    public void Fix_EqualEntries_AreAWarningAndRemoved()
    {
        const string Bad = "services:\r\n  a: { image: a, tmpfs: [/x, /y, /x] }\r\n";

        Assert.Equal(Severity.Warning, Assert.Single(RuleCase.Find(Id, Bad)).Severity);
        RuleCase.Fixes(Id, Bad, "services:\r\n  a: { image: a, tmpfs: [/x, /y] }\r\n");
    }

    [Fact]
    public void Fix_NothingDecides_IsExplained()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  a:\n    image: a\n    tmpfs: [/x:size=1m, /x:size=2m]\n"));

        Assert.Null(finding.Fix);
        Assert.Equal(Severity.Critical, finding.Severity);
    }

    [Fact]
    public void Fix_AcrossAnOverrideAndAnExtends_ChangesTheFileWithTheWorseEntry()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", "services:\n  base:\n    image: b\n  a:\n    extends: base\n    tmpfs:\n      - /x\n      - /tmp:size=1m\n"), ("/s/compose.override.yml", "services:\n  a:\n    tmpfs: [\"/tmp:size=512m,mode=1777\"]\n")]);

        var change = Assert.Single(FixPlanner.PlanAll(lint, LintOptions.Default, finding => finding.Rule.Id == Id).Files);

        Assert.Equal("services:\n  base:\n    image: b\n  a:\n    extends: base\n    tmpfs:\n      - /x\n", change.After.Text);
    }
}
