using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Data that looks as if it had to last, on a tmpfs.</summary>
internal sealed partial class XC115DurableDataOnTmpfs : IComposeRule
{
    /// <summary>By the last part of the image's name.</summary>
    private static readonly (string Image, string Folder)[] Known =
    [
        ("postgres", "/var/lib/postgresql/data"), ("postgresql", "/var/lib/postgresql/data"), ("pgvector", "/var/lib/postgresql/data"), ("postgis", "/var/lib/postgresql/data"), ("timescaledb", "/var/lib/postgresql/data"),
        ("mysql", "/var/lib/mysql"), ("mariadb", "/var/lib/mysql"), ("mongo", "/data/db"), ("mongodb", "/data/db"), ("qdrant", "/qdrant/storage"), ("elasticsearch", "/usr/share/elasticsearch/data"),
        ("opensearch", "/usr/share/opensearch/data"), ("influxdb", "/var/lib/influxdb"), ("clickhouse-server", "/var/lib/clickhouse"), ("rabbitmq", "/var/lib/rabbitmq"), ("neo4j", "/data"), ("minio", "/data"),
        ("weaviate", "/var/lib/weaviate"), ("cassandra", "/var/lib/cassandra"), ("grafana", "/var/lib/grafana"), ("ollama", "/root/.ollama"),
    ];

    public RuleInfo Info { get; } = new("XC115", RuleCategory.Mounts, "Durable-looking data on a tmpfs", Severity.Warning,
        Failure: "What lies on a tmpfs is gone with every restart of the container, also after an OOM kill or a restart of the host. A database comes back empty, keys are made anew, uploads are missing; nothing reports an error.",
        Remedy: "Mount a volume at the path. If the data may be lost (a test database, a cache), silence the finding with the reason.",
        Bad: "image: postgres:17\ntmpfs:\n  - /var/lib/postgresql/data",
        Good: "image: postgres:17\nvolumes:\n  - db:/var/lib/postgresql/data",
        Source: "the data folders that the images declare as volumes");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var image = ImageName(service.Image);
            var paths = Known.Where(known => known.Image == image).Select(known => (Path: known.Folder, Text: $"{service.Image} keeps its data in {known.Folder}", Node: service.Node.Find("image"), Severity.Critical))
                .Concat(service.Environment.Select(variable => (Path: PathIn(variable) ?? "", Text: $"{variable.Name}={variable.Value}", Node: (Document.Node?)variable.Node, Severity.Warning)).Where(path => path.Path.Length > 0));
            foreach (var (path, text, node, severity) in paths)
            {
                if (MountPaths.Holding(service, path) is { } mount && IsTmpfs(scene, service, mount) && seen.Add(mount.Target))
                {
                    yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"{path} looks durable and lies on the tmpfs {mount.Target}",
                        ComposeScene.See($"tmpfs {mount.Target}", mount.Node), new Evidence(text, node?.Range)) with
                    {
                        Severity = severity,
                        NoFix = "Where the data should live is for you to say: a volume at this path, or a comment why it may be lost.",
                    };
                }
            }
        }
    }

    private static bool IsTmpfs(ComposeScene scene, ComposeService service, ComposeMount mount) =>
        mount.Kind == ComposeMountKind.Tmpfs || NamedTmpfs.Of(scene.Model, service).Any(pair => pair.Mount == mount);

    private static string? ImageName(string? image)
    {
        var name = image?[(image.LastIndexOf('/') + 1)..].Split(':', '@')[0];
        return name is { Length: > 0 } ? name : null;
    }

    /// <summary>The path of a variable whose name speaks of a database, keys, uploads or backups.</summary>
    private static string? PathIn(EnvironmentVariable variable)
    {
        if (variable.Value is not { Length: > 1 } value || !Durable().IsMatch(variable.Name) || Passing().IsMatch(variable.Name))
        {
            return null;
        }

        var path = value.StartsWith("sqlite:////", StringComparison.Ordinal) ? value["sqlite:///".Length..] : value.StartsWith("file:///", StringComparison.Ordinal) ? value["file://".Length..] : value;
        var clean = path[0] == '/' && !path.Contains('$') ? ContainerPath.Clean(path.Split('?')[0]) : null;
        return clean is null || MountPaths.IsAtOrBelow(clean, "/run/secrets") || MountPaths.IsAtOrBelow(clean, "/var/run/secrets") || clean.EndsWith(".sock", StringComparison.Ordinal) || clean.EndsWith(".pid", StringComparison.Ordinal) ? null : clean;
    }

    [GeneratedRegex("(?:^|_)(?:DATABASE|DB|SQLITE|UPLOADS?|KEYS?|KEYSTORE|CERTS?|BACKUPS?|PGDATA|MEDIA|VECTORSTORE|FAISS|CHROMA)(?:_|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Durable();

    [GeneratedRegex("(?:^|_)(?:TMP|TEMP|TMPDIR|CACHE|SOCKET|SOCK|LOGS?|HOST|HOSTADDR)(?:_|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Passing();
}
