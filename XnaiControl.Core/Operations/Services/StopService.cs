using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

internal sealed class StopService : IOperation
{
    public OperationKind Kind => OperationKinds.Stop;

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Grace];

    public string? Refuse(OperationScene scene) => ServiceStages.RefuseWithoutContainers(scene)
        ?? (scene.Before.Any(IsUp) ? null : $"{scene.Target.Service} does not run, so nothing was stopped.");

    public ImmutableArray<string> Plan(OperationScene scene) =>
        [.. scene.Before.Where(IsUp).Select(container => ServiceStages.Stop(scene, container)), ServiceStages.Look];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        var running = scene.Before.Where(IsUp).ToImmutableArray();
        await ServiceStages.StopAsync(scene, progress, running, cancellationToken).ConfigureAwait(false);
        return await ServiceStages.JudgeAsync(scene, progress, running, (_, now) => now is null || !IsUp(now), "It was stopped but still runs.", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A container between two tries of its restart policy is up, too: stopping ends the tries.</summary>
    internal static bool IsUp(ContainerRecord container) => TargetContainers.Runs(container) || container.State == ContainerRunState.Restarting;
}
