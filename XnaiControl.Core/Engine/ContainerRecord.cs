using System.Collections.Immutable;

namespace XnaiControl.Core.Engine;

/// <summary>The engine's own word for a container.</summary>
public enum ContainerRunState { Unknown, Created, Running, Paused, Restarting, Exited, Removing, Dead }

/// <summary>Podman keeps health apart from state; both are read. <see cref="Unknown"/>: a word that this panel does not know.</summary>
public enum HealthStatus { None, Starting, Healthy, Unhealthy, Unknown }

/// <summary>A container as the engine's inspect reports it. Never carries environment values.</summary>
/// <param name="Project">Compose project from the labels of either kind, or null for an unlabelled container.</param>
/// <param name="Service">Compose service from the labels, or null.</param>
/// <param name="Pid">Init process on the host; 0 when not running.</param>
/// <param name="Tmpfs">Requested tmpfs mounts: target to raw options.</param>
/// <param name="MemoryLimitBytes">0 when unlimited.</param>
/// <param name="Error">What the engine recorded when the start failed; null when nothing.</param>
public sealed record ContainerRecord(
    string Id,
    string Name,
    string Image,
    string ImageId,
    string? Project,
    string? Service,
    ContainerRunState State,
    HealthStatus Health,
    int Pid,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    int ExitCode,
    int RestartCount,
    bool OomKilled,
    string? Error,
    string User,
    string RestartPolicy,
    bool ReadOnlyRoot,
    long MemoryLimitBytes,
    HealthCheck? HealthCheck,
    ImmutableArray<HealthProbe> HealthLog,
    ImmutableArray<PortBinding> Ports,
    ImmutableArray<ContainerMount> Mounts,
    ImmutableSortedDictionary<string, string> Tmpfs,
    ImmutableArray<string> Networks)
{
    /// <summary>Compose files named by the labels, absolute, in merge order; empty when the labels name none.</summary>
    public ImmutableArray<string> ComposeFiles { get; init; } = [];
}

/// <summary>A declared health check.</summary>
public sealed record HealthCheck(ImmutableArray<string> Command, TimeSpan Interval, TimeSpan Timeout, int Retries, TimeSpan StartPeriod);

/// <summary>One run of a health check. Output is capped at 4 KiB.</summary>
public sealed record HealthProbe(DateTimeOffset At, TimeSpan Duration, int ExitCode, string Output);

/// <param name="HostPort">0 when exposed but not published.</param>
public sealed record PortBinding(int ContainerPort, int HostPort, string HostAddress, string Protocol);

/// <param name="Kind"><c>bind</c>, <c>volume</c> or <c>tmpfs</c>.</param>
public sealed record ContainerMount(string Kind, string Source, string Target, bool Writable, string Options);

public sealed record EnvironmentVariable(string Name, string Value);
