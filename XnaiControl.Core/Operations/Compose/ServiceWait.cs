using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Waits until the new containers of a service run and are healthy. Believes the engine's picture, and runs due health checks where the engine does not.</summary>
internal sealed class ServiceWait(OperationScene scene, RolloutLimits limits)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, DateTimeOffset> _checkedAt = new(StringComparer.Ordinal);
    private bool? _engineChecks;

    /// <summary>Null when it got there, else why not, a clause: <c>ended with exit code 1</c>.</summary>
    /// <param name="old">Ids of containers that do not count.</param>
    public async Task<string?> RunAsync(string service, ImmutableHashSet<string> old, CancellationToken cancellationToken)
    {
        var started = scene.Time.GetTimestamp();
        var target = scene.Target with { Service = service };
        while (true)
        {
            var seen = (await OperationScene.LookAsync(scene.Engine, target, scene.Declaration, cancellationToken).ConfigureAwait(false)).Where(container => !old.Contains(container.Id)).ToImmutableArray();
            var waited = scene.Time.GetElapsedTime(started);
            if (seen.IsEmpty && waited > scene.Settle)
            {
                return "was not created";
            }

            if (seen.Select(Fault).FirstOrDefault(fault => fault is not null) is { } fault)
            {
                return fault;
            }

            if (!seen.IsEmpty && seen.All(HasArrived))
            {
                return null;
            }

            if (!seen.IsEmpty && waited > seen.Max(Patience))
            {
                return Late(seen.First(container => !HasArrived(container)), waited);
            }

            await CheckHealthAsync(seen, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Look, scene.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? Fault(ContainerRecord container) => container switch
    {
        { Error: { } error } when !TargetContainers.Runs(container) => $"did not start: {error}",
        { RestartCount: > 0 } => FormattableString.Invariant($"ended by itself and was started again {container.RestartCount} times"),
        { State: ContainerRunState.Restarting } => "ended by itself and is started again",
        { State: ContainerRunState.Exited } when !StackHealth.IsUpOrCompleted(container) => FormattableString.Invariant($"ended with exit code {container.ExitCode}"),
        { State: ContainerRunState.Dead } => "is dead",
        { Health: HealthStatus.Unhealthy } => $"is unhealthy{LastWords(container)}",
        _ => null,
    };

    private bool HasArrived(ContainerRecord container) => container.State switch
    {
        ContainerRunState.Exited => StackHealth.IsUpOrCompleted(container),
        ContainerRunState.Running => container.Health == HealthStatus.Healthy
            || (container.Health == HealthStatus.None && scene.Time.GetUtcNow() - container.StartedAt >= limits.Steady),
        _ => false,
    };

    /// <summary>As long as its own check may take to decide, within the limit.</summary>
    private TimeSpan Patience(ContainerRecord container)
    {
        var own = container.HealthCheck is { } check ? check.StartPeriod + (check.Interval + check.Timeout) * (check.Retries + 1) : limits.Steady;
        var patience = own + scene.Settle;
        return patience < limits.Healthy ? patience : limits.Healthy;
    }

    private static string Late(ContainerRecord container, TimeSpan waited) => container.Health == HealthStatus.Starting
        ? FormattableString.Invariant($"was not healthy within {waited.TotalSeconds:0} s{LastWords(container)}")
        : FormattableString.Invariant($"did not run within {waited.TotalSeconds:0} s: {TargetContainers.Describe(container)}");

    private static string LastWords(ContainerRecord container) =>
        container.HealthLog.LastOrDefault(probe => probe.ExitCode != 0) is { } probe
            ? FormattableString.Invariant($", its check ends with exit code {probe.ExitCode}{(probe.Output.Trim() is { Length: > 0 } words ? $": {words.Split('\n')[0]}" : "")}")
            : "";

    private async Task CheckHealthAsync(ImmutableArray<ContainerRecord> containers, CancellationToken cancellationToken)
    {
        var due = containers.Where(IsDue).ToList();
        if (due.Count == 0)
        {
            return;
        }

        _engineChecks ??= (await scene.Engine.GetInfoAsync(cancellationToken).ConfigureAwait(false)).RunsHealthChecks;
        foreach (var container in _engineChecks.Value ? [] : due)
        {
            _checkedAt[container.Id] = scene.Time.GetUtcNow();
            try
            {
                await scene.Engine.RunHealthCheckAsync(container.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (EngineException fault) when (!fault.Unreachable)
            {
                // It ended meanwhile; the next look shows it.
            }
        }
    }

    /// <summary>Often while failures do not count, then at the check's own pace: the engine counts them.</summary>
    private bool IsDue(ContainerRecord container)
    {
        if (container is not { State: ContainerRunState.Running, Health: HealthStatus.Starting, HealthCheck: { } check, StartedAt: { } started })
        {
            return false;
        }

        var now = scene.Time.GetUtcNow();
        var pace = now - started < check.StartPeriod || check.Interval < Quick ? Quick : check.Interval;
        return now - _checkedAt.GetValueOrDefault(container.Id, started) >= (_checkedAt.ContainsKey(container.Id) ? pace : Quick);
    }
}
