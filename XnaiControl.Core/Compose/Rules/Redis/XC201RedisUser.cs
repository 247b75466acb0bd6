using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Redis' own UID 999 on a host directory that belongs to the stack's user.</summary>
internal sealed class XC201RedisUser : IComposeRule
{
    private const string Aligned = "${APP_UID:-1001}:${APP_GID:-1001}";

    public RuleInfo Info { get; } = new("XC201", RuleCategory.Redis, "Redis runs as another user than its data directory's owner", Severity.Warning,
        Failure: "The image runs Redis as UID 999. On a host directory that belongs to the stack's user it cannot save: BGSAVE fails, and Redis answers every write with \"MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk\". Files that it did write cannot be read by the stack's backup.",
        Remedy: "Run Redis as the user that owns the directory: user: \"${APP_UID:-1001}:${APP_GID:-1001}\", and give that user the directory once (rootless: podman unshare chown). The fix sets the user where other services of the file run as one already.",
        Fixable: true,
        Bad: "image: redis:7.4.1\nvolumes:\n  - ./data/redis:/data",
        Good: "image: redis:7.4.1\nuser: \"${APP_UID:-1001}:${APP_GID:-1001}\"\nvolumes:\n  - ./data/redis:/data",
        Source: "The recovery guide's Redis phase (UID alignment); Redis documentation, \"Redis persistence\"");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var redis in RedisServer.In(scene))
        {
            var service = redis.Service;
            if (redis.IsPlainImage && redis.DataMount is { } mount && IsHostDirectory(scene, mount) && IsOwn(service.User))
            {
                var runs = service.User is null ? "Redis runs as its image's UID 999" : $"Redis runs as {service.User}";
                var finding = ComposeScene.Found(Info, service, (service.Node.Find("user") ?? mount.Node).Range, "user", $"{runs}, its data directory is {mount.Source} on the host",
                    ComposeScene.See($"{mount.Target} comes from {mount.Source}", mount.Node));
                yield return TeamUser(scene, redis) is { } user
                    ? ComposeScene.Answered(
                        finding with { Evidence = [.. finding.Evidence, ComposeScene.See("another service runs as a user of the host", user)] },
                        ComposeScene.FixBy($"Run Redis as {Text(user)}", Edit(service.Node, Text(user))),
                        "The user is written in a way that cannot be changed with certainty.")
                    : finding with { NoFix = $"No service of this stack says which user owns {mount.Source}. If it is not UID 999, write user: \"{Aligned}\" with its numbers." };
            }
        }
    }

    private static TextEdit? Edit(MappingNode service, string user) => service.Find("user") is ScalarNode stated
        ? YamlEdit.Replace(stated, user)
        : YamlEdit.AddEntry(service, [$"user: \"{user}\""], $"user: \"{user}\"", "image", "container_name");

    private static bool IsHostDirectory(ComposeScene scene, ComposeMount mount) => mount.Kind == ComposeMountKind.Bind
        || scene.Model.Volumes.Any(volume => volume.Name == mount.Source && !volume.Tmpfs && volume.Options.Split(',').Contains("bind"));

    private static bool IsOwn(string? user) => user is null || user.Split(':')[0] is "999" or "redis";

    /// <summary>Another service's stated user, as written, so that a variable stays one.</summary>
    private static ScalarNode? TeamUser(ComposeScene scene, RedisServer redis) => scene.Services
        .Where(service => service.Name != redis.Service.Name && RedisServer.Of(service) is null)
        .Select(service => service.Node.Find("user")).OfType<ScalarNode>().FirstOrDefault(user => IsPerson(user.Value) || user.Raw.Contains("APP_UID", StringComparison.Ordinal));

    private static bool IsPerson(string user) => uint.TryParse(user.Split(':')[0], out var id) && id is >= 1000 and < 60_000;

    private static string Text(ScalarNode user) => user.Raw.Contains("APP_UID", StringComparison.Ordinal) ? Aligned : user.Raw;
}
