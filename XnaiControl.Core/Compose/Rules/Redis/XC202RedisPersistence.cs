using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Redis data on a tmpfs, or saved nowhere, and nobody says that it is a cache.</summary>
internal sealed class XC202RedisPersistence : IComposeRule
{
    public RuleInfo Info { get; } = new("XC202", RuleCategory.Redis, "Redis forgets its data", Severity.Critical,
        Failure: "Every stop, crash or recreate of the container empties Redis: sessions, queues, streams and the state of circuit breakers are gone, and no log says so. On a tmpfs, saving does not help: the file that Redis writes goes with the container.",
        Remedy: "Keep /data on a volume and save both ways (snapshot and append-only file). If losing everything is fine, say so: x-xnai-cache: true on the service, \"cache\" in its name, or save \"\" together with an allkeys-* policy, as long as no service keeps work in it.",
        Fixable: true,
        Bad: "command: redis-server --save \"\" --appendonly no\ntmpfs:\n  - /data:size=64m",
        Good: "command: redis-server --save 300 10 --appendonly yes --aof-use-rdb-preamble yes\nvolumes:\n  - redis_data:/data",
        Source: "The recovery guide's Redis phase; Redis documentation, \"Redis persistence\"; measured on Redis 7.0.15");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var redis in RedisServer.In(scene).Where(redis => !IsCache(scene, redis)))
        {
            var tmpfs = redis.DataMount is { } mount && IsTmpfs(scene, mount) ? mount : null;
            var off = redis.SavesSwitchedOff && !redis.AppendOnly && (!redis.Command.HasConfigFile || redis.Command.Value("appendonly") is "no");
            if (tmpfs is not null || off)
            {
                yield return Finding(scene, redis, tmpfs, off);
            }
        }
    }

    private static bool IsCache(ComposeScene scene, RedisServer redis) =>
        redis.IsNamedCache || (redis.EvictsAnyKey && redis.SavesSwitchedOff && !redis.AppendOnly && RedisWork.SignFor(scene, redis) is null);

    private static bool IsTmpfs(ComposeScene scene, ComposeMount mount) =>
        mount.Kind == ComposeMountKind.Tmpfs || (mount.Kind == ComposeMountKind.Volume && scene.Model.Volumes.Any(volume => volume.Name == mount.Source && volume.Tmpfs));

    private Finding Finding(ComposeScene scene, RedisServer redis, ComposeMount? tmpfs, bool off)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        if (tmpfs is not null)
        {
            evidence.Add(ComposeScene.See($"tmpfs on {tmpfs.Target}; Redis saves to {redis.DataDirectory}", tmpfs.Node));
        }

        if (off)
        {
            evidence.Add(new Evidence("snapshots are switched off (save \"\") and there is no append-only file", redis.Command.Place("save")));
        }

        var finding = ComposeScene.Found(Info, redis.Service, tmpfs?.Range ?? redis.Command.Place("save")!.Value, "data",
            tmpfs is null ? "Redis saves nothing: snapshots and the append-only file are off" : $"Redis keeps its data in {redis.DataDirectory}, which is a tmpfs", [.. evidence]);
        var title = (tmpfs is null, RedisOptions(redis) is []) switch
        {
            (true, _) => "Save snapshots and an append-only file",
            (false, true) => $"Keep {redis.DataDirectory} on a volume instead of the tmpfs",
            _ => $"Keep {redis.DataDirectory} on a volume and save snapshots and an append-only file",
        };
        return ComposeScene.Answered(finding,
            ComposeScene.FixBy(title, [.. Save(redis), .. tmpfs is null ? [] : RedisVolume.InsteadOf(scene, redis, tmpfs)]),
            "The command or the mount is not written so that a change is certain (a variable, a shell, a shared or nested mount). Change it by hand as the remedy says.");
    }

    private static ImmutableArray<(string Name, string Value)> RedisOptions(RedisServer redis)
    {
        var wanted = ImmutableArray.CreateBuilder<(string, string)>();
        if (redis.Command.Values("save") is null ? !redis.AppendOnly : redis.SavesSwitchedOff)
        {
            wanted.Add(("save", "300 10"));
        }

        if (!redis.AppendOnly)
        {
            wanted.Add(("appendonly", "yes"));
        }

        if (wanted.Count > 0 && redis.Command.Value("aof-use-rdb-preamble") is not "yes")
        {
            wanted.Add(("aof-use-rdb-preamble", "yes"));
        }

        return wanted.ToImmutable();
    }

    private static IEnumerable<TextEdit?> Save(RedisServer redis) => RedisOptions(redis) is not { Length: > 0 } options ? []
        : redis.Command.Node is null ? [RedisVolume.AddCommand(redis, options)]
        : redis.Command.Set(options);
}
