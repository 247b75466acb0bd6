using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

internal sealed class BuildService : IOperation
{
    private const string Command = "build";

    public OperationKind Kind => OperationKinds.Build;

    public bool RunsCompose => true;

    public ImmutableArray<OperationParameter> Parameters => [];

    public string? Refuse(OperationScene scene) => ComposeStep.Refuse(scene)
        ?? (ComposeStep.DeclaredService(scene) is { HasBuild: false } ? $"{scene.Target.Service} declares no build, so nothing was built. Pull its image." : null);

    public ImmutableArray<string> Plan(OperationScene scene) => [ComposeStep.Stage(scene, Command, scene.Target.Service)];

    public Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken) =>
        ImageCommand.RunAsync(scene, progress, Command, cancellationToken);
}
