using System.Collections.Immutable;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

internal sealed class ChangePreview(IRevisionStore revisions, IStackCatalog stacks, ISnapshotStore snapshots, VersionBefore before) : IChangePreview
{
    public async Task<ChangeConsequences?> OfAsync(StackKey stack, int proposal, CancellationToken cancellationToken)
    {
        if (await revisions.FindProposalAsync(proposal, cancellationToken).ConfigureAwait(false) is not { } found
            || found.Change.Project != stack.Stack
            || stacks.Find(stack.Stack) is not { Files.IsDefaultOrEmpty: false } declaration)
        {
            return null;
        }

        var proposed = ProposedStack.Read(declaration, found.Change.Files, found.Change.Services);
        return new ChangeConsequences(
            Refusal(found, proposed, WritableFolders.Of(stacks)),
            found.Change.Files,
            proposed.Changed,
            proposed.DependentsOf(proposed.Changed),
            LostData(stack, proposed.Changed),
            OnFailure(proposed.Changed),
            Notes(found, proposed, declaration),
            await Git.ReadAsync(found.Change.Files[0].Before.File, cancellationToken).ConfigureAwait(false));
    }

    public Task<RollbackOffer?> RollbackAsync(StackKey stack, CancellationToken cancellationToken) => before.FindAsync(stack.Stack, cancellationToken);

    public async Task<GitState?> GitAsync(string file, CancellationToken cancellationToken) =>
        stacks.Declarations.Any(declaration => declaration.Files.Contains(file)) ? await Git.ReadAsync(file, cancellationToken).ConfigureAwait(false) : null;

    private static string? Refusal(Proposal proposal, ProposedStack proposed, ImmutableArray<string> roots)
    {
        if (proposal.RunId is not null)
        {
            return "This change was applied already. Prepare it again.";
        }

        if (proposed.Model is null)
        {
            return $"With the new text the stack's files could not be read: {proposed.Problem}";
        }

        try
        {
            foreach (var file in proposal.Change.Files)
            {
                SafeFileWriter.Check(file.Before.File, file.Before.Hash, roots);
            }

            return null;
        }
        catch (FileWriteException fault)
        {
            return fault.Message;
        }
    }

    private ImmutableArray<LostTmpfs> LostData(StackKey stack, ImmutableArray<string> services)
    {
        var running = (snapshots.Find(stack)?.Services ?? []).Where(service => services.Contains(service.Name));
        return
        [
            .. running.SelectMany(service => service.Containers.Where(container => TargetContainers.Runs(container.Record))
                .SelectMany(container => container.Tmpfs.Select(tmpfs => new LostTmpfs(service.Name, container.Record.Name, tmpfs.Target, tmpfs.Reading.Value?.UsedBytes))))
                .Where(lost => lost.UsedBytes is null or > 0),
        ];
    }

    private static string OnFailure(ImmutableArray<string> recreated) => recreated.IsEmpty
        ? "No service is recreated. If the file cannot be written, it stays as it is."
        : $"If {(recreated.Length == 1 ? recreated[0] : "one of them")} does not run, or does not get healthy, the files get their earlier text again and the services are recreated from it. Data on their tmpfs mounts is lost either way.";

    private static ImmutableArray<string> Notes(Proposal proposal, ProposedStack proposed, StackDeclaration declaration)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (var service in proposed.Removed)
        {
            notes.Add($"{service} is not declared any more. Its containers stay until you remove them.");
        }

        if (!proposed.OtherParts.IsEmpty)
        {
            notes.Add($"The stack's {string.Join(" and ", proposed.OtherParts)} change, too. That takes effect when the stack is taken down and brought up again.");
        }

        if (proposal.Change.Files.Any(file => !declaration.Files.Contains(file.After.File)))
        {
            notes.Add("Build files change, too. Build the images afterwards, then recreate their services.");
        }

        return notes.ToImmutable();
    }
}
