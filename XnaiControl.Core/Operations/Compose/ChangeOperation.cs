using System.Collections.Immutable;
using System.Globalization;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>Writes proposed texts and, if asked, brings the changed services up: what apply, restore and roll back share.</summary>
internal abstract class ChangeOperation(OperationKind kind, IStackCatalog stacks, ChangeRunner runner) : IOperation
{
    public OperationKind Kind { get; } = kind;

    public bool RunsCompose => true;

    public virtual ImmutableArray<OperationParameter> Parameters => [OperationParameter.Up, OperationParameter.Grace];

    public async Task<OperationSubject?> PrepareAsync(OperationScene scene, CancellationToken cancellationToken)
    {
        var declaration = stacks.Find(scene.Target.Stack.Stack);
        if (declaration is null || declaration.Files.IsDefaultOrEmpty)
        {
            throw new OperationRefusedException($"The compose file of {scene.Target.Stack.Stack} is not known, so nothing was written. Add it in Settings.");
        }

        var proposal = await FindAsync(scene, cancellationToken).ConfigureAwait(false);
        if (proposal.Change.Project != scene.Target.Stack.Stack)
        {
            throw new OperationRefusedException($"The prepared change is for {proposal.Change.Project}, not for {scene.Target.Stack.Stack}. Nothing was written. Prepare it again on this stack's compose page.");
        }

        if (proposal.RunId is not null)
        {
            throw new OperationRefusedException("This change was applied already, so nothing was written. Look at the file's history, or prepare the change again.");
        }

        return new ChangeSubject(proposal, declaration, ProposedStack.Read(declaration, proposal.Change.Files, proposal.Change.Services), WritableFolders.Of(stacks));
    }

    public string? Refuse(OperationScene scene)
    {
        var subject = Subject(scene);
        if (subject.Stack.Model is null)
        {
            return $"With the new text the stack's files could not be read, so nothing was written: {subject.Stack.Problem}";
        }

        if (BringsUp(scene) && scene.Compose.Command is null)
        {
            return "No compose command was found, so nothing was written. Install podman-compose or the docker compose plugin, set XNAI_COMPOSE, or apply without bringing services up.";
        }

        try
        {
            foreach (var file in subject.Files)
            {
                SafeFileWriter.Check(file.Before.File, file.Before.Hash, subject.Roots);
            }
        }
        catch (FileWriteException fault)
        {
            return fault.Message;
        }

        return null;
    }

    public ImmutableArray<string> Plan(OperationScene scene) => ChangeStages.Of(scene, Subject(scene), BringsUp(scene));

    public string? Shown(IReadOnlyDictionary<string, string> facts) => ChangeSubject.Shown(facts);

    public Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken) =>
        runner.RunAsync(scene, Subject(scene), BringsUp(scene), progress, cancellationToken);

    /// <summary>The texts to write.</summary>
    /// <exception cref="OperationRefusedException">There are none.</exception>
    protected abstract Task<Proposal> FindAsync(OperationScene scene, CancellationToken cancellationToken);

    private static ChangeSubject Subject(OperationScene scene) => (ChangeSubject)scene.Subject!;

    private static bool BringsUp(OperationScene scene) => scene.Parameters.GetValueOrDefault(OperationParameter.Up.Name) == "1";
}

/// <summary>Writes what was proposed under an id.</summary>
internal abstract class ProposalOperation(OperationKind kind, IRevisionStore revisions, IStackCatalog stacks, ChangeRunner runner) : ChangeOperation(kind, stacks, runner)
{
    public override ImmutableArray<OperationParameter> Parameters => [OperationParameter.Proposal, .. base.Parameters];

    protected abstract bool Takes(ProposalSource source);

    protected override async Task<Proposal> FindAsync(OperationScene scene, CancellationToken cancellationToken)
    {
        if (!scene.Parameters.TryGetValue(OperationParameter.Proposal.Name, out var id)
            || await revisions.FindProposalAsync(int.Parse(id, CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false) is not { } proposal)
        {
            throw new OperationRefusedException("The prepared change is not known any more, so nothing was written. Prepare it again on the compose page.");
        }

        return Takes(proposal.Change.Source)
            ? proposal
            : throw new OperationRefusedException($"The prepared change is none for {Kind.Verb}, so nothing was written. Prepare it again on the compose page.", denial: true);
    }
}

/// <summary>Chosen fixes, or an edit by hand.</summary>
internal sealed class ApplyChange(IRevisionStore revisions, IStackCatalog stacks, ChangeRunner runner) : ProposalOperation(OperationKinds.ComposeApply, revisions, stacks, runner)
{
    protected override bool Takes(ProposalSource source) => source is ProposalSource.Fixes or ProposalSource.Edit;
}

/// <summary>Any earlier revision.</summary>
internal sealed class RestoreRevision(IRevisionStore revisions, IStackCatalog stacks, ChangeRunner runner) : ProposalOperation(OperationKinds.ComposeRestore, revisions, stacks, runner)
{
    protected override bool Takes(ProposalSource source) => source == ProposalSource.Restore;
}

/// <summary>The version before the last change, found by the panel.</summary>
internal sealed class RollBackChange(IRevisionStore revisions, VersionBefore before, IStackCatalog stacks, ChangeRunner runner) : ChangeOperation(OperationKinds.ComposeRollback, stacks, runner)
{
    protected override async Task<Proposal> FindAsync(OperationScene scene, CancellationToken cancellationToken)
    {
        var project = scene.Target.Stack.Stack;
        if (await before.FindAsync(project, cancellationToken).ConfigureAwait(false) is not { } offer)
        {
            throw new OperationRefusedException($"No version before the present one is known of {project}'s files, so nothing was written. Restore the text from a backup by hand.");
        }

        var change = new ProposedChange(project, ProposalSource.Rollback, offer.Files, [$"Roll back to {offer.From}"], [], "panel");
        var id = await revisions.ProposeAsync(change, cancellationToken).ConfigureAwait(false);
        return (await revisions.FindProposalAsync(id, cancellationToken).ConfigureAwait(false))!;
    }
}
