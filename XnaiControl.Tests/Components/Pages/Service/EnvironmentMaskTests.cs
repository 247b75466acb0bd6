using XnaiControl.Core.Engine;
using XnaiControl.Web.Components.Pages.Service;

namespace XnaiControl.Tests.Components.Pages.Service;

public class EnvironmentMaskTests
{
    [Theory]
    [InlineData("REDIS_PASSWORD", "canary", EnvironmentMask.Hidden)]
    [InlineData("OpenAi_Api_Key", "canary", EnvironmentMask.Hidden)]
    [InlineData("SENTRY_DSN", "https://canary@host/1", EnvironmentMask.Hidden)]
    [InlineData("GITHUB_TOKEN", "", "")]
    [InlineData("REDIS_URL", "redis://:canary@redis:6379/0", "redis://" + EnvironmentMask.Hidden + "@redis:6379/0")]
    [InlineData("BROKERS", "amqp://a:canary@x,amqp://b:canary@y", "amqp://" + EnvironmentMask.Hidden + "@x,amqp://" + EnvironmentMask.Hidden + "@y")]
    [InlineData("DB", "postgres://u:can@ary@db/x", "postgres://" + EnvironmentMask.Hidden + "@db/x")]
    [InlineData("LOG_DIR", "/app/logs", "/app/logs")]
    [InlineData("HOME_PAGE", "https://example.org/@user", "https://example.org/@user")]
    public void Secrets_are_hidden_by_name_and_in_addresses(string name, string value, string shown)
    {
        Assert.Equal(shown, EnvironmentMask.Of(new EnvironmentVariable(name, value)).Shown);
        Assert.DoesNotContain("canary", EnvironmentMask.Of(new EnvironmentVariable(name, value)).Shown, StringComparison.Ordinal);
    }
}
