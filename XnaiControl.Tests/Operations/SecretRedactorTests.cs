using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("podman run --name=redis -d -e REDIS_PASSWORD=s3cr3t value -e MODE=fast img redis-server", "podman run --name=redis -d -e REDIS_PASSWORD=*** -e MODE=fast img redis-server")]
    [InlineData("podman run -e API_KEY=abc123", "podman run -e API_KEY=***")]
    [InlineData("export TOKEN='a b c' next", "export TOKEN=*** next")]
    [InlineData("['podman', '-e', 'DB_SECRET=hunter22', 'x']", "['podman', '-e', 'DB_SECRET=***', 'x']")]
    [InlineData("connecting to redis://app:hunter22@redis:6379/0", "connecting to redis://app:***@redis:6379/0")]
    [InlineData("nothing to hide here: KEY", "nothing to hide here: KEY")]
    public void Values_of_secret_names_are_masked(string line, string expected) => Assert.Equal(expected, new SecretRedactor().Redact(line));

    [Fact]
    public void Value_met_once_is_masked_everywhere()
    {
        var redactor = new SecretRedactor();
        redactor.Redact("podman run -e REDIS_PASSWORD=canary-1234 img");

        Assert.Equal("redis-cli -a *** ping", redactor.Redact("redis-cli -a canary-1234 ping"));
    }

    [Fact]
    public void Known_values_are_masked_longest_first_and_short_ones_only_as_words()
    {
        var redactor = new SecretRedactor();
        redactor.Learn("secret");
        redactor.Learn("secret-longer");
        redactor.Learn("ab");
        redactor.Learn("true");

        Assert.Equal("*** *** *** table true", redactor.Redact("secret-longer secret ab table true"));
    }

    [Theory]
    [InlineData("REDIS_PASSWORD=canary-1")]
    [InlineData("      REDIS_PASSWORD: \"canary-1\"")]
    [InlineData("  - REDIS_PASSWORD=canary-1")]
    [InlineData("  REDIS_PASSWORD: ${REDIS_PASSWORD:-canary-1}")]
    public void Files_teach_values(string line)
    {
        var redactor = new SecretRedactor();
        redactor.LearnFromLine(line);

        Assert.Equal("x *** y", redactor.Redact("x canary-1 y"));
    }
}
