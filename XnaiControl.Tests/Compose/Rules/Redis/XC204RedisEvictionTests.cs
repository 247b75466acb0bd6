namespace XnaiControl.Tests.Compose.Rules.Redis;

public class XC204RedisEvictionTests
{
    private const string Id = "XC204";
    private const string Redis = "services:\n  redis:\n    image: redis\n    command: redis-server --maxmemory 64mb --maxmemory-policy allkeys-lru\n";

    [Theory]
    [InlineData("  curation_worker:\n    image: a\n    depends_on: [redis]\n", "curation_worker depends on it and is named like a worker")]
    [InlineData("  api:\n    image: a\n    environment:\n      CELERY_BROKER_URL: redis://redis:6379/0\n", "api sets CELERY_BROKER_URL")]
    [InlineData("  api:\n    image: a\n    environment: [REDIS_HOST=redis, CIRCUIT_BREAKER_TTL=10]\n", "api sets CIRCUIT_BREAKER_TTL")]
    [InlineData("  jobs:\n    image: a\n    command: celery -A app worker\n    depends_on: [redis]\n", "the command of jobs works on a queue or stream")]
    public void Check_WorkInTheRedis_NamesTheSign(string user, string sign)
    {
        var finding = Assert.Single(RuleCase.Find(Id, Redis + user));

        Assert.Equal("allkeys-lru may delete work that other services keep in this Redis", finding.Message);
        Assert.Equal(sign, Assert.Single(finding.Evidence).Text);
        Assert.NotNull(finding.NoFix);
    }

    [Theory]
    [InlineData("  web:\n    image: a\n    depends_on: [redis]\n")]
    [InlineData("  worker:\n    image: a\n")]
    public void Check_NoSignOrNotConnected_IsQuiet(string user) => Assert.Empty(RuleCase.Find(Id, Redis + user));
}
