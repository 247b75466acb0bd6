namespace XnaiControl.Core.Engine;

/// <summary>Which container engine answers on a socket.</summary>
public enum EngineKind { Podman, Docker }

/// <summary>Where an engine listens and how that address was found.</summary>
/// <param name="Id">Stable lower-case name used in every key and route, for example <c>podman</c>.</param>
/// <param name="SocketPath">Absolute path of the unix socket.</param>
/// <param name="FoundBy">The provider that named it, for people: <c>XNAI_ENGINE</c>, <c>rootless Podman socket</c>, ….</param>
public sealed record EngineEndpoint(string Id, string SocketPath, string FoundBy);

/// <summary>What an engine says of itself; read once per connection.</summary>
/// <param name="Uid">Owner of a rootless engine's containers; null when unknown or rootful.</param>
/// <param name="CgroupVersion">1 (also hybrid) or 2.</param>
/// <param name="RunsHealthChecks">False for Podman without systemd timers: the panel then runs due checks itself.</param>
/// <param name="StatsReliable">False where the stats API reports garbage (rootless on cgroup v1).</param>
public sealed record EngineInfo(
    EngineKind Kind,
    string Version,
    string ApiVersion,
    bool Rootless,
    int? Uid,
    int CgroupVersion,
    bool RunsHealthChecks,
    bool StatsReliable,
    string Runtime,
    string RuntimeVersion);

/// <summary>Whether the engine answers; a state of its own, never an empty list.</summary>
public enum EngineReachability { Connecting, Connected, Slow, Unreachable }

/// <summary>The connection as it stands.</summary>
/// <param name="LastAnswerAt">When the engine last answered anything.</param>
/// <param name="Latency">Duration of the last answered call.</param>
/// <param name="Failure">Why it does not answer, with the next step, for people; null when it does.</param>
/// <param name="NextTryAt">When the next connection attempt is due; null when connected.</param>
public sealed record EngineStatus(
    EngineEndpoint Endpoint,
    EngineReachability Reachability,
    EngineInfo? Info,
    DateTimeOffset? LastAnswerAt,
    TimeSpan? Latency,
    string? Failure,
    DateTimeOffset? NextTryAt);
