using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Removes the service's containers and lets compose create them anew. Removal comes first, because podman-compose
/// leaves an existing container as it is.
/// </summary>
internal sealed class RecreateService : IOperation
{
    public OperationKind Kind => OperationKinds.Recreate;

    public bool RunsCompose => true;

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Grace];

    public string? Refuse(OperationScene scene) => ComposeStep.Refuse(scene);

    public ImmutableArray<string> Plan(OperationScene scene) =>
    [
        .. scene.Before.Where(StopService.IsUp).Select(container => ServiceStages.Stop(scene, container)),
        .. scene.Before.Select(container => Remove(scene, container)),
        ComposeStep.Stage(scene, Up(scene)),
        ServiceStages.Look,
    ];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        await ServiceStages.StopAsync(scene, progress, scene.Before.Where(StopService.IsUp), cancellationToken).ConfigureAwait(false);
        foreach (var container in scene.Before)
        {
            await progress.StageAsync(Remove(scene, container), () => scene.Control.RemoveAsync(container.Id, cancellationToken)).ConfigureAwait(false);
        }

        var (_, output) = await ComposeStep.RunAsync(scene, progress, cancellationToken, Up(scene)).ConfigureAwait(false);
        await UpLogFile.WriteAsync(scene.UpLog, output, keepEarlier: true, cancellationToken).ConfigureAwait(false);
        return await progress.StageAsync(ServiceStages.Look, () => JudgeAsync(scene, output, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<OperationResult> JudgeAsync(OperationScene scene, ImmutableArray<string> output, CancellationToken cancellationToken)
    {
        bool Reached(ImmutableArray<ContainerRecord> seen) => seen.Any(now => scene.Before.All(before => before.Id != now.Id)) && seen.All(StackHealth.IsUpOrCompleted);
        var seen = await scene.LookUntilAsync(Reached, cancellationToken).ConfigureAwait(false);
        var shown = $"The engine shows: {TargetContainers.Describe(seen)}.";
        if (Reached(seen))
        {
            return OperationResult.Succeeded(shown);
        }

        var reason = ComposeErrors.For(ComposeStep.DeclaredService(scene)!, scene.Target.Stack.Stack, output) ?? seen.FirstOrDefault(now => now.Error is not null)?.Error;
        return OperationResult.Failed(shown, $"{scene.Target.Service} was removed and does not run again: {reason ?? shown} Correct the cause and recreate it once more.");
    }

    private static string Remove(OperationScene scene, ContainerRecord container) => $"Remove {scene.NameOf(container)}";

    private static string[] Up(OperationScene scene) => ["up", "-d", "--no-deps", scene.Target.Service];
}
