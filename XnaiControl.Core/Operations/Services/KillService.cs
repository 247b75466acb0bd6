using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

internal sealed class KillService : IOperation
{
    public OperationKind Kind => OperationKinds.Kill;

    public ImmutableArray<OperationParameter> Parameters => [];

    public string? Refuse(OperationScene scene) => ServiceStages.RefuseWithoutContainers(scene)
        ?? (scene.Before.Any(TargetContainers.Runs) ? null : $"{scene.Target.Service} does not run, so nothing was killed.");

    public ImmutableArray<string> Plan(OperationScene scene) =>
        [.. scene.Before.Where(TargetContainers.Runs).Select(container => $"Kill {scene.NameOf(container)}"), ServiceStages.Look];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        var running = scene.Before.Where(TargetContainers.Runs).ToImmutableArray();
        foreach (var container in running)
        {
            await progress.StageAsync($"Kill {scene.NameOf(container)}", () => scene.Control.KillAsync(container.Id, "SIGKILL", cancellationToken)).ConfigureAwait(false);
        }

        // A restart policy may bring it back: a newer start proves that the old process is gone.
        return await ServiceStages.JudgeAsync(
            scene, progress, running, (before, now) => now is null || !TargetContainers.Runs(now) || now.StartedAt > before.StartedAt, "It was killed but still runs.", cancellationToken).ConfigureAwait(false);
    }
}
