using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Stops every container at once and then lets compose remove them: podman-compose stops one after the other, which
/// takes the sum of all grace times.
/// </summary>
internal sealed class TakeDownStack : IOperation
{
    private const string Look = "Look at what is left";
    private static readonly string[] Command = ["down"];

    public OperationKind Kind => OperationKinds.Down;

    public bool RunsCompose => true;

    public ImmutableArray<OperationParameter> Parameters => [OperationParameter.Grace];

    public string? Refuse(OperationScene scene) => ComposeStep.Refuse(scene)
        ?? (scene.Before.IsEmpty ? $"{scene.Target.Stack.Stack} has no containers, so nothing was taken down." : null);

    public ImmutableArray<string> Plan(OperationScene scene) =>
        scene.Before.Any(StopService.IsUp) ? [StopAll(scene), ComposeStep.Stage(scene, Command), Look] : [ComposeStep.Stage(scene, Command), Look];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        var running = scene.Before.Where(StopService.IsUp).ToImmutableArray();
        if (!running.IsEmpty)
        {
            await progress.StageAsync(
                StopAll(scene),
                () => Task.WhenAll(running.Select(container => scene.Control.StopAsync(container.Id, scene.Grace, cancellationToken)))).ConfigureAwait(false);
        }

        await ComposeStep.RunAsync(scene, progress, cancellationToken, Command).ConfigureAwait(false);
        return await progress.StageAsync(Look, () => JudgeAsync(scene, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<OperationResult> JudgeAsync(OperationScene scene, CancellationToken cancellationToken)
    {
        var left = await scene.LookUntilAsync(seen => seen.IsEmpty, cancellationToken).ConfigureAwait(false);
        return left.IsEmpty
            ? OperationResult.Succeeded(FormattableString.Invariant($"No container of {scene.Target.Stack.Stack} is left. Volumes are kept; the compose command may leave the networks."))
            : OperationResult.Failed(
                FormattableString.Invariant($"{left.Length} containers are left."),
                $"Not everything was removed: {TargetContainers.Describe(left)}. Remove these by hand, or take the stack down again.");
    }

    private static string StopAll(OperationScene scene) =>
        FormattableString.Invariant($"Stop {Containers(scene.Before.Where(StopService.IsUp))}, {scene.GraceText}");

    private static string Containers(IEnumerable<ContainerRecord> containers) => containers.Count() is 1 ? "1 container" : FormattableString.Invariant($"{containers.Count()} containers");
}
