using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC401HealthCheckTests
{
    private const string Id = "XC401";

    [Fact]
    public void Check_WaitedFor_IsAWarningWithTheCondition()
    {
        var finding = Assert.Single(RuleCase.Find(Id, "services:\n  db: { image: postgres:16 }\n  a:\n    image: a\n    depends_on:\n      db:\n        condition: service_healthy\n"));

        Assert.Equal((Severity.Warning, "db"), (finding.Severity, finding.Service));
        Assert.Equal(7, Assert.Single(finding.Evidence).Place!.Value.Line);
    }

    [Theory]
    [InlineData("db: { image: db, ports: ['1:1'] }", "It publishes a port and has no health check in the file")]
    [InlineData("db: { image: db }\n  a: { image: a, depends_on: [db] }", "a depends on it, and it has no health check in the file")]
    public void Check_NeededBySomebody_IsANote(string services, string message)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  {services}\n"));

        Assert.Equal((Severity.Note, message), (finding.Severity, finding.Message));
    }

    [Theory]
    [InlineData("db: { image: db }")]
    [InlineData("db: { image: db, ports: ['1:1'], healthcheck: { disable: true } }")]
    [InlineData("db: { image: db, ports: ['1:1'], healthcheck: { test: 'true' } }")]
    [InlineData("redis: { image: redis, ports: ['1:1'] }")]
    [InlineData("db-migrate: { image: db }\n  a: { image: a, depends_on: { db-migrate: { condition: service_completed_successfully } } }")]
    public void Check_NobodyNeedsItOrDecided_IsQuiet(string services) => Assert.Empty(RuleCase.Find(Id, $"services:\n  {services}\n"));
}
