using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

/// <summary>Stops and starts, so that both are stages of their own; a stopped container is only started.</summary>
internal sealed class RestartService : IOperation
{
    public OperationKind Kind => OperationKinds.Restart;

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Grace];

    public string? Refuse(OperationScene scene) => ServiceStages.RefuseWithoutContainers(scene);

    public ImmutableArray<string> Plan(OperationScene scene) =>
    [
        .. scene.Before.Where(StopService.IsUp).Select(container => ServiceStages.Stop(scene, container)),
        .. scene.Before.Select(container => ServiceStages.Start(scene, container)),
        ServiceStages.Look,
    ];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        await ServiceStages.StopAsync(scene, progress, scene.Before.Where(StopService.IsUp), cancellationToken).ConfigureAwait(false);
        await ServiceStages.StartAsync(scene, progress, scene.Before, cancellationToken).ConfigureAwait(false);
        return await ServiceStages.JudgeAsync(scene, progress, scene.Before, ServiceStages.StartedAnew, "It was restarted but does not run.", cancellationToken).ConfigureAwait(false);
    }
}
