using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Takes files and services back after a service did not get there, and says in the result what is true then.</summary>
internal sealed class Rollback(OperationScene scene, WrittenFiles written, ServiceRollout rollout)
{
    private const string Next = "The last log lines are in the output. Correct the change and apply it again.";

    /// <param name="cause">What did not work, a whole sentence.</param>
    /// <param name="touched">Services whose containers were removed or created anew, in that order.</param>
    public async Task<OperationResult> RunAsync(string cause, IReadOnlyCollection<string> touched, CancellationToken cancellationToken)
    {
        if (await written.TakeBackAsync($"Rolled back: {cause}").ConfigureAwait(false) is { } kept)
        {
            return OperationResult.Failed($"{cause} The rollback failed.", $"{cause} {kept} The services were left as they are. {Next}");
        }

        var open = new List<string>();
        var done = new List<string>();
        for (var next = touched.FirstOrDefault(); next is not null; next = touched.Concat(rollout.Displaced).FirstOrDefault(service => !done.Contains(service)))
        {
            done.Add(next);
            if (await ServiceAsync(next, cancellationToken).ConfigureAwait(false) is { } fault)
            {
                open.Add($"{next} {fault.TrimEnd('.')}");
            }
        }

        var services = string.Join(", ", done);
        return open.Count == 0
            ? OperationResult.Failed($"{cause} Rolled back: {written.Names} and {services} are as they were before.", $"{cause} {written.Names} has its earlier text again, and {services} {(done.Count == 1 ? "is as it was" : "are as they were")} before. {Next}")
            : OperationResult.Failed(
                $"{cause} {written.Names} was rolled back, not every service.",
                $"{cause} {written.Names} has its earlier text again, but with it {string.Join("; ", open)}. Read the output, then recreate what does not run. {Next}");
    }

    /// <summary>As it was: no container, a running one, or a stopped one. Null when it is.</summary>
    private async Task<string?> ServiceAsync(string service, CancellationToken cancellationToken)
    {
        var before = scene.Before.Where(container => TargetContainers.ServiceOf(container, scene.Target.Stack.Stack, scene.Declaration) == service).ToList();
        try
        {
            if (before.Count == 0)
            {
                await rollout.RemoveAsync(service, cancellationToken).ConfigureAwait(false);
                return null;
            }

            var fault = await rollout.RecreateAsync(service, cancellationToken).ConfigureAwait(false);
            if (before.Any(StopService.IsUp))
            {
                // What crashed or was unhealthy before the change is no failure of the rollback.
                return fault is null || !before.Any(WasWell) ? null : fault;
            }

            await rollout.StopAsync(service, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (EngineException exception)
        {
            return $"could not be brought back: {exception.Message}";
        }
    }

    private static bool WasWell(ContainerRecord container) => container.State == ContainerRunState.Running && container.Health is not HealthStatus.Unhealthy && container.RestartCount == 0;
}
