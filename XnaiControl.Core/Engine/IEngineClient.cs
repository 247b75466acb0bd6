using System.Collections.Immutable;

namespace XnaiControl.Core.Engine;

/// <summary>
/// Reads one engine through its socket. Knows the client library, adds no policy. Every call throws
/// <see cref="EngineException"/> with a sentence for people when the engine refuses or does not answer.
/// </summary>
public interface IEngineClient : IAsyncDisposable
{
    EngineEndpoint Endpoint { get; }

    Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken);

    /// <summary>Every container of the engine, running or not, with inspect's detail.</summary>
    Task<ImmutableArray<ContainerRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Null when the engine no longer knows the container.</summary>
    Task<ContainerRecord?> InspectAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>
    /// Events from now on; ends or throws when the connection is lost. The first item is <see cref="EngineEvent.Watching"/>:
    /// from there on nothing is missed.
    /// </summary>
    IAsyncEnumerable<EngineEvent> WatchEventsAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<LogLine> ReadLogsAsync(string containerId, LogRequest request, CancellationToken cancellationToken);

    /// <summary>One sample; the caller keeps deltas. Null for a stopped container.</summary>
    Task<ContainerStats?> ReadStatsAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Runs the declared health check once and reports that run.</summary>
    Task<HealthProbe> RunHealthCheckAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Reads tmpfs use by <c>df</c> inside the container: about 100 ms and, on Podman, two lingering processes a call.</summary>
    Task<ImmutableArray<TmpfsUse>> ReadTmpfsByExecAsync(string containerId, ImmutableArray<string> targets, CancellationToken cancellationToken);

    /// <summary>Environment of the container, values included: mask before showing.</summary>
    Task<ImmutableArray<EnvironmentVariable>> ReadEnvironmentAsync(string containerId, CancellationToken cancellationToken);
}

/// <summary>The engine refused, failed or did not answer; the message says what happened and the next step.</summary>
public sealed class EngineException(string message, Exception? inner = null, bool unreachable = false) : Exception(message, inner)
{
    /// <summary>True when nothing answered, so that the effect of a change is unknown.</summary>
    public bool Unreachable { get; } = unreachable;

    /// <summary>The engine's HTTP status when it refused; null when it did not answer.</summary>
    public System.Net.HttpStatusCode? Status { get; init; }

    /// <summary>The engine's own words when it refused, without a full stop.</summary>
    public string? Detail { get; init; }
}

/// <param name="Action">The engine's word: <c>create</c>, <c>start</c>, <c>die</c>, <c>remove</c>, <c>health_status</c>, ….</param>
/// <param name="ExitCode">Of a <c>die</c> event, when the engine tells; else null.</param>
public sealed record EngineEvent(DateTimeOffset At, string Action, string ContainerId, string ContainerName, int? ExitCode = null)
{
    /// <summary>Not from the engine: the subscription stands.</summary>
    public const string Watching = "watching";
}

public enum LogStream { Stdout, Stderr }

/// <param name="At">Podman gives whole seconds only.</param>
public sealed record LogLine(DateTimeOffset At, LogStream Stream, string Text);

/// <param name="Tail">Last n lines; null for all.</param>
public sealed record LogRequest(int? Tail = 500, bool Follow = false, DateTimeOffset? Since = null);

/// <param name="CpuNanoseconds">Cumulative CPU time.</param>
public sealed record ContainerStats(DateTimeOffset At, ulong CpuNanoseconds, ulong MemoryBytes, ulong MemoryLimitBytes);

/// <summary>Use of one tmpfs as a file system reports it, in bytes and inodes.</summary>
public sealed record TmpfsUse(string Target, long SizeBytes, long UsedBytes, long FreeBytes, long Inodes, long InodesFree);
