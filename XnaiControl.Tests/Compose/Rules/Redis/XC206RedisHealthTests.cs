namespace XnaiControl.Tests.Compose.Rules.Redis;

public class XC206RedisHealthTests
{
    private const string Id = "XC206";

    [Fact]
    public void Fix_BlockService_GoesBehindItsNeighboursInTheFilesStep() => RuleCase.Fixes(Id,
        "services:\n    redis:\n        image: redis:7 # pinned\n        # keep\n        restart: always\n",
        "services:\n    redis:\n        image: redis:7 # pinned\n        healthcheck:\n            test: [\"CMD-SHELL\", \"redis-cli ping | grep -q PONG\"]\n            interval: 30s\n            timeout: 5s\n            retries: 3\n        # keep\n        restart: always\n");

    [Fact]
    public void Fix_FlowServicePortAndCrlf_StayOnTheLine() => RuleCase.Fixes(Id,
        "services:\r\n  v: { image: \"valkey/valkey:8\", command: valkey-server --port 6380 }\r\n",
        "services:\r\n  v: { image: \"valkey/valkey:8\", command: valkey-server --port 6380, healthcheck: { test: [\"CMD-SHELL\", \"valkey-cli -p 6380 ping | grep -q PONG\"], interval: 30s, timeout: 5s, retries: 3 } }\r\n");

    [Fact]
    public void Check_Password_NeedsTheClientsVariable()
    {
        const string Bad = "services:\n  redis:\n    image: redis:7\n    command: redis-server --requirepass ${P:-x}\n";

        Assert.Contains("REDISCLI_AUTH", Assert.Single(RuleCase.Find(Id, Bad)).NoFix, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(RuleCase.Find(Id, Bad + "    environment:\n      REDISCLI_AUTH: ${P:-x}\n")).Fix);
    }

    [Theory]
    [InlineData("image: redis:7\n    healthcheck: { disable: true }")]
    [InlineData("image: redis:7\n    build: .")]
    [InlineData("image: redis:7\n    command: redis-cli ping")]
    [InlineData("image: oliver006/redis_exporter")]
    [InlineData("image: localhost/own\n    command: redis-server")]
    public void Check_OtherwiseKnown_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  redis:\n    {text}\n"));
}
