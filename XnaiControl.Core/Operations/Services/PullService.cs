using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

internal sealed class PullService : IOperation
{
    private const string Command = "pull";

    public OperationKind Kind => OperationKinds.Pull;

    public bool RunsCompose => true;

    public ImmutableArray<OperationParameter> Parameters => [];

    public string? Refuse(OperationScene scene) => ComposeStep.Refuse(scene);

    public ImmutableArray<string> Plan(OperationScene scene) => [ComposeStep.Stage(scene, Command, scene.Target.Service)];

    public Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken) =>
        ImageCommand.RunAsync(scene, progress, Command, cancellationToken);
}
