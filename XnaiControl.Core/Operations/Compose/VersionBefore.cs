using System.Collections.Immutable;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Finds what rolling back leads to: the text under the last change in the panel's history, all files of one operation
/// together; without a history, git's.
/// </summary>
internal sealed class VersionBefore(IStackCatalog stacks, IRevisionStore revisions, RecordedFiles files)
{
    public async Task<RollbackOffer?> FindAsync(string project, CancellationToken cancellationToken)
    {
        if (stacks.Find(project) is not { Files.IsDefaultOrEmpty: false } declaration)
        {
            return null;
        }

        var tops = new List<(Revision Top, Revision Below)>();
        foreach (var file in declaration.Files)
        {
            await files.NoticeAsync(file, cancellationToken).ConfigureAwait(false);
            if (Stacked(await revisions.HistoryAsync(file, cancellationToken).ConfigureAwait(false)) is [.., var below, var top] && below.Kept)
            {
                tops.Add((top, below));
            }
        }

        if (tops.Count == 0)
        {
            return await FromGitAsync(declaration.Files, cancellationToken).ConfigureAwait(false);
        }

        var newest = tops.MaxBy(pair => pair.Top.At);
        var together = tops.Where(pair => pair == newest || (pair.Top.RunId is { } run && run == newest.Top.RunId)).ToList();
        var changes = ImmutableArray.CreateBuilder<FileChange>();
        foreach (var (top, below) in together)
        {
            if (await revisions.ReadAsync(top.File, top.Hash, cancellationToken).ConfigureAwait(false) is { } current
                && await revisions.ReadAsync(top.File, below.Hash, cancellationToken).ConfigureAwait(false) is { } earlier)
            {
                changes.Add(new FileChange(current, earlier));
            }
        }

        return changes.Count == 0 ? null : new RollbackOffer(
            changes.ToImmutable(),
            string.Join(" and ", together.Select(pair => FormattableString.Invariant($"revision {pair.Below.Sequence} of {Path.GetFileName(pair.Below.File)}"))),
            await Git.ReadAsync(newest.Top.File, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The history without what was taken back: a version that equals the one under the top takes the top away.</summary>
    internal static List<Revision> Stacked(ImmutableArray<Revision> newestFirst)
    {
        var stack = new List<Revision>();
        foreach (var revision in newestFirst.Reverse())
        {
            if (stack.Count > 1 && stack[^2].Hash == revision.Hash)
            {
                stack.RemoveAt(stack.Count - 1);
            }
            else
            {
                stack.Add(revision);
            }
        }

        return stack;
    }

    private static async Task<RollbackOffer?> FromGitAsync(ImmutableArray<string> candidates, CancellationToken cancellationToken)
    {
        foreach (var file in candidates)
        {
            if (await Git.BeforeAsync(file, cancellationToken).ConfigureAwait(false) is { } before)
            {
                var current = RevisionRows.ToText(file, await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false));
                return new RollbackOffer(
                    [new FileChange(current, RevisionRows.ToText(file, before.Bytes))], $"commit {before.Commit} of {Path.GetFileName(file)}", await Git.ReadAsync(file, cancellationToken).ConfigureAwait(false));
            }
        }

        return null;
    }
}
