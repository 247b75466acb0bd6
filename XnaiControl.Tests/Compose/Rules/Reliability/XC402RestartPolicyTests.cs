namespace XnaiControl.Tests.Compose.Rules.Reliability;

public class XC402RestartPolicyTests
{
    private const string Id = "XC402";

    [Fact]
    public void Fix_EveryForm_AddsOneKey()
    {
        RuleCase.Fixes(Id, "services:\n  a:\n    image: a # x\n    ports:\n      - 1:1", "services:\n  a:\n    image: a # x\n    restart: unless-stopped\n    ports:\n      - 1:1");
        RuleCase.Fixes(Id, "services:\r\n    a:\r\n        build:\r\n            context: .\r\n\r\n    b: { image: b }\r\n", "services:\r\n    a:\r\n        build:\r\n            context: .\r\n        restart: unless-stopped\r\n\r\n    b: { image: b, restart: unless-stopped }\r\n");
        RuleCase.Fixes(Id, "services:\n  a:\n    image: a\n    command: >\n      run\n      it\n    # end\n", "services:\n  a:\n    image: a\n    command: >\n      run\n      it\n    restart: unless-stopped\n    # end\n");
    }

    [Fact]
    public void Fix_WholeServiceFromAnAnchor_IsMadeThere() => RuleCase.Fixes(Id,
        "x-a: &a\n  image: a\nservices:\n  one: *a\n  two: *a\n",
        "x-a: &a\n  image: a\n  restart: unless-stopped\nservices:\n  one: *a\n  two: *a\n");

    [Theory]
    [InlineData("a: { image: a, restart: 'no' }")]
    [InlineData("a: { image: a, restart: no }")]
    [InlineData("a: { image: a, profiles: [tools] }")]
    [InlineData("a: { image: a, deploy: { restart_policy: { condition: any } } }")]
    [InlineData("seed-data: { image: a }")]
    [InlineData("db_migrations: { image: a }")]
    [InlineData("a: { image: a }\n  b: { image: b, restart: always, depends_on: { a: { condition: service_completed_successfully } } }")]
    [InlineData("a: { volumes: ['./x:/x'] }")]
    public void Check_DecidedOrJob_IsQuiet(string services) => Assert.Empty(RuleCase.Find(Id, $"services:\n  {services}\n"));
}
