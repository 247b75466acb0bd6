using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC404WaitForHealthTests
{
    private const string Id = "XC404";
    private const string Redis = "  redis: { image: redis, healthcheck: { test: redis-cli ping } }\n  db: { image: db }\n";

    [Fact]
    public void Fix_BlockList_KeepsCommentsQuotesAndOrder()
    {
        const string Bad = $"services:\n{Redis}  a:\n    depends_on: # order\n      # cache first\n      - redis   # fast\n\n      - \"db\"\n    image: a\n";

        RuleCase.Fixes(Id, Bad, $"services:\n{Redis}  a:\n    depends_on: # order\n      # cache first\n      redis:   # fast\n        condition: service_healthy\n\n      \"db\":\n        condition: service_started\n    image: a\n");
        Assert.Equal([("redis", "service_healthy"), ("db", "service_started")], RuleCase.Lint(RuleCase.Fix(Id, Bad)).Model!.Find("a")!.Dependencies.Select(d => (d.Service, d.Condition)));
    }

    [Fact]
    public void Fix_DashesBelowTheKeyAndCrlf_IndentsTheMapping() => RuleCase.Fixes(Id,
        "services:\r\n    redis:\r\n        healthcheck: { test: x }\r\n    a:\r\n        depends_on:\r\n        - redis",
        "services:\r\n    redis:\r\n        healthcheck: { test: x }\r\n    a:\r\n        depends_on:\r\n            redis:\r\n                condition: service_healthy");

    [Fact]
    public void Fix_FlowList_StaysFlow()
    {
        RuleCase.Fixes(Id, $"services:\n{Redis}  a:\n    depends_on: [ redis, 'db' ] # both\n", $"services:\n{Redis}  a:\n    depends_on: {{ redis: {{condition: service_healthy}}, 'db': {{condition: service_started}} }} # both\n");
        RuleCase.Fixes(Id, $"services:\n{Redis}  a: {{ image: a, depends_on: [redis] }}\n", $"services:\n{Redis}  a: {{ image: a, depends_on: {{redis: {{condition: service_healthy}}}} }}\n");
    }

    [Fact]
    public void Fix_TwoHealthyTargets_AreOneChangeOfTheList()
    {
        const string Bad = "services:\n  r: { healthcheck: { test: x } }\n  s: { healthcheck: { test: x } }\n  a:\n    depends_on:\n      - r\n      - s\n";

        Assert.Equal(2, RuleCase.Find(Id, Bad).Count);
        RuleCase.Fixes(Id, Bad, Bad.Replace("      - r\n      - s\n", "      r:\n        condition: service_healthy\n      s:\n        condition: service_healthy\n"));
    }

    [Fact]
    public void Fix_SharedList_OfAllItsUsers_IsMadeOnce() => RuleCase.Fixes(Id,
        $"x-d: &d\n  depends_on: [redis]\nservices:\n{Redis}  a: {{ <<: *d, image: a }}\n  b: {{ <<: *d, image: b }}\n",
        $"x-d: &d\n  depends_on: {{redis: {{condition: service_healthy}}}}\nservices:\n{Redis}  a: {{ <<: *d, image: a }}\n  b: {{ <<: *d, image: b }}\n");

    [Fact]
    public void Fix_ListInTheOverride_ChangesThatFileOnly()
    {
        var lint = RuleCase.Lint([("/s/compose.yml", $"services:\n{Redis}  a:\n    image: a\n    depends_on: [db]\n"), ("/s/compose.override.yml", "services:\n  a:\n    depends_on:\n      - redis\n")]);

        var plan = FixPlanner.PlanAll(lint, LintOptions.Default, f => f.Rule.Id == Id);

        Assert.Equal("services:\n  a:\n    depends_on:\n      redis:\n        condition: service_healthy\n", Assert.Single(plan.Files).After.Text);
        Assert.Equal(["a"], plan.ChangedServices);
    }

    [Theory]
    [InlineData("depends_on: ['${DB:-redis}']")]
    [InlineData("depends_on: redis")]
    [InlineData("depends_on: [redis, redis]")]
    public void Check_UncertainList_IsExplainedNotFixed(string text)
    {
        var found = RuleCase.Find(Id, $"services:\n{Redis}  a:\n    {text}\n");

        Assert.NotEmpty(found);
        Assert.All(found, finding => Assert.Null(finding.Fix));
    }

    [Theory]
    [InlineData("depends_on: { redis: { condition: service_started } }")]
    [InlineData("depends_on: { redis: { condition: service_healthy } }")]
    [InlineData("depends_on: [db]")]
    public void Check_DecidedOrNoHealthCheck_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n{Redis}  a:\n    {text}\n"));
}
