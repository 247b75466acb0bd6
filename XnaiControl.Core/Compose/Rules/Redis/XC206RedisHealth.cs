using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A Redis that nobody asks whether it answers.</summary>
internal sealed class XC206RedisHealth : IComposeRule
{
    public RuleInfo Info { get; } = new("XC206", RuleCategory.Redis, "Redis has no health check", Severity.Warning,
        Failure: "The Redis images have none. Services that depend on it start while it still loads its data and fail with connection errors or \"LOADING Redis is loading the dataset in memory\"; a Redis that hangs stays \"running\".",
        Remedy: "Ask it with redis-cli ping. With a password, set REDISCLI_AUTH in its environment, so that no command line has it.",
        Fixable: true,
        Bad: "image: redis:7.4.1",
        Good: "image: redis:7.4.1\nhealthcheck:\n  test: [\"CMD-SHELL\", \"redis-cli ping | grep -q PONG\"]\n  interval: 30s\n  timeout: 5s\n  retries: 3",
        Source: "The recovery guide's Redis phase; redis-cli ends with 0 on error replies, so the answer itself is checked");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from redis in RedisServer.In(scene)
        where redis.IsPlainImage && redis.Service.HealthCheck is null && !redis.Service.Node.Entries.Any(entry => entry.Key == "healthcheck")
        select Finding(redis);

    private Finding Finding(RedisServer redis)
    {
        var finding = ComposeScene.Found(Info, redis.Service, redis.Service.Range, "healthcheck", "Nothing checks whether Redis answers");
        if (Obstacle(redis) is { } obstacle)
        {
            return finding with { NoFix = obstacle };
        }

        var port = redis.Command.Value("port") is { } other and not "6379" ? $" -p {other}" : "";
        var test = $"[\"CMD-SHELL\", \"{redis.Client}{port} ping | grep -q PONG\"]";
        return ComposeScene.Answered(finding,
            ComposeScene.FixBy($"Check Redis with {redis.Client} ping", YamlEdit.AddEntry(redis.Service.Node,
                ["healthcheck:", $"  test: {test}", "  interval: 30s", "  timeout: 5s", "  retries: 3"],
                $"healthcheck: {{ test: {test}, interval: 30s, timeout: 5s, retries: 3 }}",
                "image", "container_name", "user", "command", "environment", "ports", "volumes", "tmpfs")),
            "The service is written in a way that cannot be changed with certainty.");
    }

    private static string? Obstacle(RedisServer redis)
    {
        var variables = redis.Service.Environment;
        var command = redis.Command;
        if (command.HasConfigFile || command.IsScript || command.Words.Any(word => word.StartsWith("--tls", StringComparison.OrdinalIgnoreCase) || word.Equals("--aclfile", StringComparison.OrdinalIgnoreCase))
            || (command.Value("port") is { } port && (!ushort.TryParse(port, out var number) || number == 0)))
        {
            return "Its configuration file or command decides about port, password and TLS. Write a health check with redis-cli that fits them.";
        }

        return command.Value("requirepass") is { Length: > 0 } && !variables.Any(variable => variable.Name == "REDISCLI_AUTH")
            ? "It asks for a password, which must not stand in the health check. Set REDISCLI_AUTH in its environment first, or write the check by hand."
            : null;
    }
}
