using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Compose.Rules;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class ReliabilityRulesTests
{
    [Fact]
    public void All_EveryRule_HasTextsAndAscendingIds()
    {
        var ids = ReliabilityRules.All.Select(rule => rule.Info.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ReliabilityRules.All.Where(rule => rule is not XC004UnknownReference), rule => Assert.DoesNotContain("", new[] { rule.Info.Failure, rule.Info.Remedy, rule.Info.Bad, rule.Info.Good }));
    }

    [Fact]
    public void Fix_AllRulesOnOneService_FollowEachOtherAndSettle()
    {
        const string Bad = "version: '3'\n\nservices:\n  redis:\n    image: redis:7.4.1\n    ports:\n      - \"6379:6379\"\n  app:\n    image: app:1\n    depends_on:\n      - redis\n";

        var plan = FixPlanner.PlanAll(RuleCase.Lint(Bad), LintOptions.Default);

        Assert.Empty(plan.Left);
        var text = Assert.Single(plan.Files).After.Text;
        Assert.Equal("""
            services:
              redis:
                image: redis:7.4.1
                restart: unless-stopped
                security_opt:
                  - no-new-privileges:true
                ports:
                  - "127.0.0.1:6379:6379"
                healthcheck:
                  test: ["CMD-SHELL", "redis-cli ping | grep -q PONG"]
                  interval: 30s
                  timeout: 5s
                  retries: 3
              app:
                image: app:1
                restart: unless-stopped
                security_opt:
                  - no-new-privileges:true
                depends_on:
                  redis:
                    condition: service_healthy

            """, text);
        Assert.Empty(FixPlanner.PlanAll(RuleCase.Lint(text), LintOptions.Default).Files);
    }
}
