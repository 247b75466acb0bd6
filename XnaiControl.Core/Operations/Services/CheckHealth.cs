using System.Collections.Immutable;
using System.Globalization;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Runs the declared health check now: a command in the container, so it is asked for, recorded and answered like any
/// other change. A check that fails has run; its answer is the result.
/// </summary>
internal sealed class CheckHealth : IOperation
{
    public OperationKind Kind => OperationKinds.Check;

    /// <summary>Whoever waits for a check that hangs must still be able to restart the service.</summary>
    public bool Occupies => false;

    public ImmutableArray<OperationParameter> Parameters => [];

    public string? Refuse(OperationScene scene) => ServiceStages.RefuseWithoutContainers(scene)
        ?? (scene.Before.All(container => container.HealthCheck is null) ? $"{scene.Target.Service} declares no health check, so none was run. Add healthcheck: to it in the compose file." : null)
        ?? (Checked(scene).IsEmpty ? $"{scene.Target.Service} does not run, so its health check was not run. Start it first." : null);

    public ImmutableArray<string> Plan(OperationScene scene) => [.. Checked(scene).Select(container => Stage(scene, container))];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        var answers = new List<string>();
        foreach (var container in Checked(scene))
        {
            var probe = await progress.StageAsync(Stage(scene, container), () => scene.Engine.RunHealthCheckAsync(container.Id, cancellationToken)).ConfigureAwait(false);
            answers.Add(Answer(scene.NameOf(container), probe));
        }

        return OperationResult.Succeeded(string.Join(' ', answers));
    }

    /// <summary>Without the probe's output: that may name secrets, and the service's page shows it to those who may see it.</summary>
    private static string Answer(string name, HealthProbe probe) => string.Create(
        CultureInfo.InvariantCulture,
        $"The check of {name} {(probe.ExitCode == 0 ? "passed" : $"failed with exit code {probe.ExitCode}")} after {probe.Duration.TotalMilliseconds:0} ms.");

    private static ImmutableArray<ContainerRecord> Checked(OperationScene scene) =>
        [.. scene.Before.Where(container => container.HealthCheck is not null && TargetContainers.Runs(container))];

    private static string Stage(OperationScene scene, ContainerRecord container) => $"Run the check of {scene.NameOf(container)}";
}
