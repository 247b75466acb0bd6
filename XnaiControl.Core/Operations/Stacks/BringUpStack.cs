using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

internal sealed class BringUpStack : IOperation
{
    private static readonly string[] Command = ["up", "-d"];

    public OperationKind Kind => OperationKinds.Up;

    public bool RunsCompose => true;

    public ImmutableArray<OperationParameter> Parameters => [];

    public string? Refuse(OperationScene scene) => ComposeStep.Refuse(scene);

    public ImmutableArray<string> Plan(OperationScene scene) => [ComposeStep.Stage(scene, Command), ServiceStages.Look];

    public async Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken)
    {
        var (_, output) = await ComposeStep.RunAsync(scene, progress, cancellationToken, Command).ConfigureAwait(false);
        await UpLogFile.WriteAsync(scene.UpLog, output, keepEarlier: false, cancellationToken).ConfigureAwait(false);
        return await progress.StageAsync(ServiceStages.Look, () => JudgeAsync(scene, output, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<OperationResult> JudgeAsync(OperationScene scene, ImmutableArray<string> output, CancellationToken cancellationToken)
    {
        var declaration = scene.Declaration!;
        var seen = await scene.LookUntilAsync(now => StackHealth.Missing(declaration, now).IsEmpty, cancellationToken).ConfigureAwait(false);
        var missing = StackHealth.Missing(declaration, seen);
        var total = declaration.Services.Length;
        if (missing.IsEmpty)
        {
            return OperationResult.Succeeded(FormattableString.Invariant($"All {total} services run."));
        }

        var reasons = missing.Select(service => $"{service.Name}: {StackHealth.Reason(service, declaration, seen, output)}");
        return OperationResult.Failed(
            FormattableString.Invariant($"{total - missing.Length} of {total} services run."),
            FormattableString.Invariant($"{missing.Length} of {total} services do not run. {string.Join("; ", reasons)}. The others were left as they are; correct the cause and bring the stack up again."));
    }
}
