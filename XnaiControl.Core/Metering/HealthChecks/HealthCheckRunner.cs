using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.HealthChecks;

/// <summary>
/// Runs due health checks where the engine has no timers of its own (Podman without systemd). Called at the sampler's
/// beat; checks run beside it, at most two at a time, and the engine counts their results as its own.
/// </summary>
internal sealed partial class HealthCheckRunner(MeteringOptions options, TimeProvider time, ILogger<HealthCheckRunner> log)
{
    private const int AtMost = 2;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> ranAt = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> running = new(StringComparer.Ordinal);

    public void RunDue(IEngineMonitor monitor, CancellationToken cancellationToken)
    {
        var picture = monitor.Current;
        if (!options.RunHealthChecks || picture.Status is not { Reachability: EngineReachability.Connected, Info.RunsHealthChecks: false })
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var record in picture.Containers)
        {
            if (running.Count >= AtMost)
            {
                return;
            }

            if (IsDue(record, ranAt.TryGetValue(record.Id, out var at) ? at : null, now) && running.TryAdd(record.Id, true))
            {
                ranAt[record.Id] = now;
                _ = RunAsync(monitor, record, cancellationToken);
            }
        }

        Forget(picture);
    }

    /// <summary>First one interval after the start, then one interval after the last run, whoever ran it.</summary>
    internal static bool IsDue(ContainerRecord record, DateTimeOffset? ranAt, DateTimeOffset now)
    {
        if (record is not { State: ContainerRunState.Running, HealthCheck: { Command.IsDefaultOrEmpty: false } check, StartedAt: { } started }
            || check.Command[0] == "NONE" || check.Interval <= TimeSpan.Zero)
        {
            return false;
        }

        var last = started;
        if (ranAt > last)
        {
            last = ranAt.Value;
        }

        if (!record.HealthLog.IsDefaultOrEmpty && record.HealthLog[^1].At > last)
        {
            last = record.HealthLog[^1].At;
        }

        return now - last >= check.Interval;
    }

    private async Task RunAsync(IEngineMonitor monitor, ContainerRecord record, CancellationToken cancellationToken)
    {
        try
        {
            var timeout = record.HealthCheck!.Timeout > TimeSpan.Zero ? record.HealthCheck.Timeout : TimeSpan.FromSeconds(30);
            using var limit = new CancellationTokenSource(timeout + Slack, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await Task.Run(() => monitor.Client.RunHealthCheckAsync(record.Id, both.Token), both.Token).ConfigureAwait(false);
            await monitor.RefreshAsync(record.Id, both.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is EngineException or OperationCanceledException)
        {
            // A container that stops meanwhile is refused; its state tells enough.
            LogNotRun(e, record.Name);
        }
        finally
        {
            running.TryRemove(record.Id, out _);
        }
    }

    private void Forget(EnginePicture picture)
    {
        if (ranAt.Count <= picture.Containers.Length)
        {
            return;
        }

        foreach (var id in ranAt.Keys)
        {
            if (!picture.Containers.Any(record => record.Id == id))
            {
                ranAt.TryRemove(id, out _);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The health check of {Container} could not be run")]
    private partial void LogNotRun(Exception exception, string container);
}
