using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

internal sealed class StartService : IOperation
{
    public OperationKind Kind => OperationKinds.Start;

    public ImmutableArray<OperationParameter> Parameters => [];

    public string? Refuse(OperationScene scene) => ServiceStages.RefuseWithoutContainers(scene)
        ?? (scene.Before.All(TargetContainers.Runs) ? $"{scene.Target.Service} already runs, so nothing was started. Restart it to start it anew." : null);

    public ImmutableArray<string> Plan(OperationScene scene) =>
        [.. scene.Before.Where(container => !TargetContainers.Runs(container)).Select(container => ServiceStages.Start(scene, container)), ServiceStages.Look];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        var stopped = scene.Before.Where(container => !TargetContainers.Runs(container)).ToImmutableArray();
        await ServiceStages.StartAsync(scene, progress, stopped, cancellationToken).ConfigureAwait(false);
        return await ServiceStages.JudgeAsync(scene, progress, stopped, ServiceStages.StartedAnew, "It was started but does not run.", cancellationToken).ConfigureAwait(false);
    }
}
