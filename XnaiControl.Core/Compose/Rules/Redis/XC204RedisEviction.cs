using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Eviction of any key in a Redis that carries work.</summary>
internal sealed class XC204RedisEviction : IComposeRule
{
    public RuleInfo Info { get; } = new("XC204", RuleCategory.Redis, "Redis may evict work", Severity.Warning,
        Failure: "With an allkeys-* policy, Redis deletes whole keys when memory is short, also queues, streams and the state of circuit breakers. Jobs vanish without an error, and a breaker that was open closes.",
        Remedy: "Use noeviction (writes then fail loudly) or volatile-lru, which evicts only keys with an expiry. For a cache beside the work, run a second Redis with \"cache\" in its name.",
        Bad: "command: redis-server --maxmemory 64mb --maxmemory-policy allkeys-lru",
        Good: "command: redis-server --maxmemory 64mb --maxmemory-policy noeviction",
        Source: "Redis documentation, \"Key eviction\"");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from redis in RedisServer.In(scene)
        where redis.EvictsAnyKey && !redis.IsNamedCache && redis.Command.Value("maxmemory") is not "0"
        let sign = RedisWork.SignFor(scene, redis)
        where sign is not null
        select ComposeScene.Found(Info, redis.Service, redis.Command.Place("maxmemory-policy")!.Value, "maxmemory-policy", $"{redis.MaxMemoryPolicy} may delete work that other services keep in this Redis", sign) with
        {
            NoFix = "Only you know what may be lost: noeviction makes writes fail when memory is short, volatile-lru evicts keys with an expiry.",
        };
}
