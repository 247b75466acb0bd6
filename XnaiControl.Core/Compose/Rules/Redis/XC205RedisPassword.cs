using System.Collections.Frozen;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A Redis password among the words of a command. The finding never has the word itself.</summary>
internal sealed class XC205RedisPassword : IComposeRule
{
    private static readonly string[] ServerOptions = ["requirepass", "masterauth"];

    private static readonly FrozenSet<string> ClientOptions = new[] { "-a", "--pass" }.ToFrozenSet();

    public RuleInfo Info { get; } = new("XC205", RuleCategory.Redis, "A Redis password stands on a command line", Severity.Warning,
        Failure: "Whoever may run podman inspect or ps on the host reads the password, also when it came from a variable; a health check writes it into the process list every few seconds.",
        Remedy: "Give the server its password in a configuration or ACL file mounted as a secret, and the client its own in the variable REDISCLI_AUTH. Then change the password.",
        Bad: "command: redis-server --requirepass secret",
        Good: "command: redis-server /run/secrets/redis.conf\nsecrets: [redis.conf]",
        Source: "Redis documentation, \"Redis security\" and \"Redis CLI\" (REDISCLI_AUTH)");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            if (RedisServer.Of(service) is { } redis)
            {
                foreach (var option in ServerOptions.Where(option => redis.Command.Value(option) is { Length: > 0 }))
                {
                    yield return ComposeScene.Found(Info, service, redis.Command.Place(option)!.Value, option, $"--{option} has the password on the command line");
                }
            }

            if (service.HealthCheck is { } check && check.Node.Find("test") is { } test && ClientWithPassword(check.Test))
            {
                yield return ComposeScene.Found(Info, service, test.Range, "healthcheck", "The health check calls the Redis client with the password on its command line");
            }

            if (service.Node.Find("command") is { } command and (SequenceNode or ScalarNode) && ClientWithPassword(service.Command))
            {
                yield return ComposeScene.Found(Info, service, command.Range, "command", "The command calls the Redis client with the password on its command line");
            }
        }
    }

    private static bool ClientWithPassword(IEnumerable<string> command)
    {
        var words = command.SelectMany(word => word.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToList();
        var client = words.FindIndex(word => word.EndsWith("redis-cli", StringComparison.Ordinal) || word.EndsWith("valkey-cli", StringComparison.Ordinal) || word.EndsWith("keydb-cli", StringComparison.Ordinal));
        return client >= 0 && words.FindIndex(client, ClientOptions.Contains) is var option and >= 0 && option + 1 < words.Count;
    }
}
