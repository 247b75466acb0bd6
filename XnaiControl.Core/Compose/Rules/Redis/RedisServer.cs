using System.Collections.Frozen;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>What the files say about a service that is a Redis, Valkey or KeyDB server.</summary>
internal sealed class RedisServer
{
    private static readonly FrozenDictionary<string, string> Clients = new Dictionary<string, string>
    {
        ["redis"] = "redis-cli",
        ["redis-stack-server"] = "redis-cli",
        ["redis-stack"] = "redis-cli",
        ["redismod"] = "redis-cli",
        ["valkey"] = "valkey-cli",
        ["keydb"] = "keydb-cli",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Servers = new[] { "redis-server", "valkey-server", "keydb-server" }.ToFrozenSet();

    private RedisServer(ComposeService service, string imageName)
    {
        Service = service;
        Command = RedisCommand.Of(service);
        IsPlainImage = service.Build is null && imageName.Length > 0 && !service.Image!.Contains("bitnami", StringComparison.Ordinal) && service.Node.Find("entrypoint") is null;
        Client = Clients.GetValueOrDefault(imageName, "redis-cli");
    }

    public ComposeService Service { get; }

    public RedisCommand Command { get; }

    /// <summary>The image that the project itself publishes, started as it is: its defaults are known.</summary>
    public bool IsPlainImage { get; }

    /// <summary>The name of its command-line client.</summary>
    public string Client { get; }

    /// <summary>Where it saves; null when only its image or configuration file knows.</summary>
    public string? DataDirectory => Command.Value("dir") is { Length: > 0 } dir ? ContainerPath.Clean(dir) : IsPlainImage && !Command.HasConfigFile ? "/data" : null;

    /// <summary>The mount that the data directory lies on; null when there is none or the directory is not known.</summary>
    public ComposeMount? DataMount => DataDirectory is { } dir
        ? Service.Mounts.Where(mount => dir == mount.Target || dir.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal)).MaxBy(mount => mount.Target.Length)
        : null;

    public bool AppendOnly => Command.Value("appendonly") is "yes" or "Yes" or "YES";

    /// <summary><c>--save ""</c>, the documented way to switch snapshots off; without the option the built-in intervals hold.</summary>
    public bool SavesSwitchedOff => Command.Values("save") is { } values && values.All(value => value.Length == 0);

    public string? MaxMemoryPolicy => Command.Value("maxmemory-policy");

    public bool EvictsAnyKey => MaxMemoryPolicy?.StartsWith("allkeys-", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>It says itself that it may lose everything.</summary>
    public bool IsNamedCache => Service.Name.Contains("cache", StringComparison.OrdinalIgnoreCase)
        || Service.Node.Find("x-xnai-cache") is Document.ScalarNode { Value: "true" or "True" or "TRUE" or "yes" };

    public static IEnumerable<RedisServer> In(ComposeScene scene) => scene.Services.Select(Of).OfType<RedisServer>();

    public static RedisServer? Of(ComposeService service)
    {
        var image = ImageName(service.Image);
        image = Clients.ContainsKey(image) ? image : "";
        var words = service.Command;
        if (words.Contains("--sentinel") || words.Contains("redis-sentinel"))
        {
            return null;
        }

        // A Redis image also serves for jobs that only run its client.
        var serves = words.IsEmpty ? image.Length > 0 : (image.Length > 0 && words[0].StartsWith('-')) || words.Any(word => word.Split(' ', '/').Any(Servers.Contains)) || (image.Length > 0 && words[0].EndsWith(".conf", StringComparison.Ordinal));
        return serves ? new RedisServer(service, image) : null;
    }

    private static string ImageName(string? image)
    {
        var name = (image ?? "").Split('@')[0];
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.Split(':')[0];
    }
}
