using System.Globalization;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Redis' own limit against the container's: the engine kills, Redis would only refuse.</summary>
internal sealed class XC203RedisMemory : IComposeRule
{
    public RuleInfo Info { get; } = new("XC203", RuleCategory.Redis, "Redis may grow past the container's memory limit", Severity.Warning,
        Failure: "While Redis saves, pages that change are copied, and its buffers come on top of maxmemory. At the container's limit the kernel kills it (exit 137) instead of letting it evict keys or refuse writes; what was not saved is lost.",
        Remedy: "Set --maxmemory to at most 80 % of the memory limit, or raise the limit; keep tmpfs mounts of the service in the sum.",
        Bad: "command: redis-server --maxmemory 512mb\nmem_limit: 512m",
        Good: "command: redis-server --maxmemory 384mb\nmem_limit: 512m",
        Source: "Redis documentation, \"Memory optimization\" and \"Redis administration\" (copy on write while saving)");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var redis in RedisServer.In(scene))
        {
            if (redis.Service.MemoryLimitBytes is not { } limit)
            {
                continue;
            }

            var stated = redis.Command.Value("maxmemory");
            var place = redis.Command.Place("maxmemory") ?? redis.Command.Node?.Range ?? redis.Service.Range;
            if (redis.Command.Place("maxmemory") is null && !redis.Command.HasConfigFile && (redis.IsPlainImage || redis.Command.Node is not null))
            {
                yield return Found(redis, place, $"No maxmemory, and a memory limit of {Mebibytes(limit)}");
            }
            else if (Bytes(stated) is { } maximum && (maximum == 0 || maximum > limit * scene.Policy.MemoryShare))
            {
                yield return Found(redis, place, maximum == 0
                    ? $"maxmemory 0 means no limit, and the container's is {Mebibytes(limit)}"
                    : $"maxmemory of {Mebibytes(maximum)} is more than {scene.Policy.MemoryShare.ToString("P0", CultureInfo.InvariantCulture)} of the memory limit of {Mebibytes(limit)}");
            }
        }
    }

    private Finding Found(RedisServer redis, SourceRange place, string message) => ComposeScene.Found(Info, redis.Service, place, "maxmemory", message);

    /// <summary>Redis reads <c>64mb</c> as powers of 1,024 and <c>64m</c> as powers of 1,000.</summary>
    private static long? Bytes(string? text)
    {
        var word = (text ?? "").Trim().ToLowerInvariant();
        var digits = word.TrimEnd('k', 'm', 'g', 'b');
        long? factor = word[digits.Length..] switch { "" or "b" => 1, "k" => 1_000, "kb" => 1 << 10, "m" => 1_000_000, "mb" => 1 << 20, "g" => 1_000_000_000, "gb" => 1 << 30, _ => null };
        return factor is { } unit && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= long.MaxValue / unit ? number * unit : null;
    }

    private static string Mebibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_048_576.0:0.#} MiB");
}
