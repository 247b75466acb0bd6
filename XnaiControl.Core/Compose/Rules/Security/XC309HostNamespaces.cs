using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC309HostNamespaces : IComposeRule
{
    private static readonly ImmutableArray<(string Key, string Shared)> Keys =
    [
        ("network_mode", "network, with every service that listens on localhost"),
        ("pid", "processes and their arguments"),
        ("ipc", "shared memory and semaphores"),
        ("uts", "host name"),
        ("userns_mode", "user ids: root inside is root outside"),
    ];

    public RuleInfo Info { get; } = new("XC309", RuleCategory.Security, "A namespace of the host is shared", Severity.Warning,
        Failure: "The wall between container and host is gone for that part: with the host's network a service reaches databases on localhost, with its processes it reads their arguments and environments.",
        Remedy: "Use a compose network and ports:, and shm_size where only shared memory is short. Where a service needs it (mDNS, monitoring of the host), say so with an xnai-ignore comment.",
        Bad: "network_mode: host",
        Good: "ports:\n  - \"127.0.0.1:8123:8123\"",
        Source: "CIS Docker Benchmark 5.10, 5.16, 5.17, 5.21, 5.31");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from key in Keys
        let stated = service.Node.Find(key.Key) as ScalarNode
        where stated is { Value: "host" }
        select ComposeScene.Found(Info, service, stated.Range, key.Key, $"It shares the host's {key.Shared}");
}
