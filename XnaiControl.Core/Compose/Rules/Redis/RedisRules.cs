using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>In the order of the ids.</summary>
internal static class RedisRules
{
    public static ImmutableArray<IComposeRule> All =>
    [
        new XC201RedisUser(),
        new XC202RedisPersistence(),
        new XC203RedisMemory(),
        new XC204RedisEviction(),
        new XC205RedisPassword(),
        new XC206RedisHealth(),
    ];
}
