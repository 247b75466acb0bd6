using System.Text.Json;

namespace XnaiControl.Tests.Compose.Rules.Redis;

public class XC205RedisPasswordTests
{
    private const string Id = "XC205";

    [Theory]
    [InlineData("command: redis-server --requirepass hunter2", "requirepass")]
    [InlineData("command: [redis-server, --masterauth, hunter2]", "masterauth")]
    [InlineData("command: redis-server\n    healthcheck:\n      test: [CMD, redis-cli, -a, hunter2, ping]", "healthcheck")]
    [InlineData("healthcheck:\n      test: redis-cli --pass hunter2 ping", "healthcheck")]
    public void Check_PasswordAmongTheWords_IsNamedWithoutIt(string text, string subject)
    {
        var finding = Assert.Single(RuleCase.Find(Id, $"services:\n  redis:\n    image: redis\n    {text}\n"));

        Assert.Equal(subject, finding.Subject);
        Assert.DoesNotContain("hunter2", JsonSerializer.Serialize(finding), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("command: redis-server --requirepass ''")]
    [InlineData("command: redis-server /run/secrets/redis.conf")]
    [InlineData("healthcheck:\n      test: [CMD, redis-cli, ping]")]
    public void Check_NoPassword_IsQuiet(string text) => Assert.Empty(RuleCase.Find(Id, $"services:\n  redis:\n    image: redis\n    {text}\n"));
}
