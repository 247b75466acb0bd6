using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>The stages that service operations share, with the names people read.</summary>
internal static class ServiceStages
{
    public const string Look = "Look at what runs";

    public static string Stop(OperationScene scene, ContainerRecord container) => $"Stop {scene.NameOf(container)}, {scene.GraceText}";

    public static string Start(OperationScene scene, ContainerRecord container) => $"Start {scene.NameOf(container)}";

    public static string? RefuseWithoutContainers(OperationScene scene) => scene.Before.IsEmpty
        ? $"{scene.Target.Service} has no container, so there is nothing to act on. Recreate it, or bring the stack up."
        : null;

    public static async Task StopAsync(OperationScene scene, RunProgress progress, IEnumerable<ContainerRecord> containers, CancellationToken cancellationToken)
    {
        foreach (var container in containers)
        {
            await progress.StageAsync(Stop(scene, container), () => scene.Control.StopAsync(container.Id, scene.Grace, cancellationToken)).ConfigureAwait(false);
        }
    }

    public static async Task StartAsync(OperationScene scene, RunProgress progress, IEnumerable<ContainerRecord> containers, CancellationToken cancellationToken)
    {
        foreach (var container in containers)
        {
            await progress.StageAsync(Start(scene, container), () => scene.Control.StartAsync(container.Id, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Looks until every one of the containers satisfies the effect, and says what it saw.</summary>
    public static Task<OperationResult> JudgeAsync(
        OperationScene scene, RunProgress progress, ImmutableArray<ContainerRecord> containers, Func<ContainerRecord, ContainerRecord?, bool> effect, string failure, CancellationToken cancellationToken) =>
        progress.StageAsync(Look, async () =>
        {
            bool Reached(ImmutableArray<ContainerRecord> seen) => containers.All(before => effect(before, seen.FirstOrDefault(now => now.Id == before.Id)));
            var seen = await scene.LookUntilAsync(Reached, cancellationToken).ConfigureAwait(false);
            var shown = $"The engine shows: {TargetContainers.Describe(seen)}.";
            return Reached(seen) ? OperationResult.Succeeded(shown) : OperationResult.Failed(shown, $"{failure} {shown} Read the log of {scene.Target.Service} for the cause.");
        });

    /// <summary>Runs, and began to run after the earlier picture was taken.</summary>
    public static bool StartedAnew(ContainerRecord before, ContainerRecord? now) =>
        now is not null && TargetContainers.Runs(now) && (!TargetContainers.Runs(before) || now.StartedAt > before.StartedAt);
}
