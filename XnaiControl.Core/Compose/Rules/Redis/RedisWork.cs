using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Finds services that keep work in a Redis: queues, streams, breaker state. Losing it is not like losing a cache.</summary>
internal static partial class RedisWork
{
    /// <summary>Null when no service that reaches this Redis shows a sign of it.</summary>
    public static Evidence? SignFor(ComposeScene scene, RedisServer redis) =>
        scene.Services.Where(service => service.Name != redis.Service.Name && Reaches(service, redis.Service)).Select(Sign).FirstOrDefault(sign => sign is not null);

    private static bool Reaches(ComposeService service, ComposeService redis) =>
        service.DependsOn.Contains(redis.Name) || service.Environment.Any(variable => variable.Value is { } value
            && (value == redis.Name || value.Contains($"://{redis.Name}", StringComparison.Ordinal) || value.Contains($"@{redis.Name}", StringComparison.Ordinal) || value.StartsWith($"{redis.Name}:", StringComparison.Ordinal)));

    private static Evidence? Sign(ComposeService service)
    {
        if (service.Command.FirstOrDefault(word => Words().IsMatch(word)) is not null && service.Node.Find("command") is { } command)
        {
            return new Evidence($"the command of {service.Name} works on a queue or stream", command.Range);
        }

        // Names only: a value may be a password.
        return service.Environment.FirstOrDefault(variable => Words().IsMatch(variable.Name)) is { } named
            ? new Evidence($"{service.Name} sets {named.Name}", named.NameNode.Range)
            : Words().IsMatch(service.Name) ? new Evidence($"{service.Name} depends on it and is named like a worker", service.Range) : null;
    }

    [GeneratedRegex("(?:^|[^a-z])(?:celery|sidekiq|worker|queues?|streams?|(?:circuit_)?breakers?|bull|bullmq|resque|broker|huey|dramatiq|arq|rqworker)(?:[^a-z]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
