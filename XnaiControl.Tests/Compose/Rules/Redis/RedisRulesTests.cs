using XnaiControl.Core.Compose.Rules;

namespace XnaiControl.Tests.Compose.Rules.Redis;

public class RedisRulesTests
{
    [Fact]
    public void Fix_GuidesBrokenRedis_AllRulesTogetherAgree()
    {
        const string Bad = "services:\n  redis:\n    image: redis:7.4.1\n    command: redis-server --save \"\"\n    tmpfs:\n      - /data:size=64m\n  worker:\n    image: localhost/app\n    user: \"${APP_UID:-1001}:${APP_GID:-1001}\"\n    depends_on: [redis]\n";

        var lint = RuleCase.Lint(Bad);
        var plan = Core.Compose.Linting.FixPlanner.PlanAll(lint, Core.Compose.Linting.LintOptions.Default, finding => finding.Rule.Id is "XC202" or "XC206" or "XC402" or "XC404");
        var text = Assert.Single(plan.Files).After.Text;

        Assert.Empty(plan.Left);
        Assert.StartsWith("services:\n  redis:\n    image: redis:7.4.1\n", text, StringComparison.Ordinal);
        Assert.Contains("--save 300 10 --appendonly yes --aof-use-rdb-preamble yes\n", text, StringComparison.Ordinal);
        Assert.Contains("      - redis_data:/data\n", text, StringComparison.Ordinal);
        Assert.Empty(RuleCase.Find("XC202", text));
        Assert.Empty(RuleCase.Find("XC206", text));
    }

    [Fact]
    public void All_EveryRule_HasTextsAndAscendingIds()
    {
        var ids = RedisRules.All.Select(rule => rule.Info.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(RedisRules.All, rule => Assert.DoesNotContain("", new[] { rule.Info.Failure, rule.Info.Remedy, rule.Info.Bad, rule.Info.Good }));
    }
}
