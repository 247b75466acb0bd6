using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Operations;

/// <summary>Says what a proposal would do, before anybody confirms it. Reads files, the snapshot and the store; changes nothing.</summary>
public interface IChangePreview
{
    /// <summary>Null for an unknown proposal or one of another stack.</summary>
    Task<ChangeConsequences?> OfAsync(StackKey stack, int proposal, CancellationToken cancellationToken);

    /// <summary>What <c>compose.rollback</c> would write now; null when there is no version before.</summary>
    Task<RollbackOffer?> RollbackAsync(StackKey stack, CancellationToken cancellationToken);

    /// <summary>The git state of a file of a known stack; null when it lies in no work tree, is of no stack, or there is no git.</summary>
    Task<GitState?> GitAsync(string file, CancellationToken cancellationToken);
}

/// <param name="Refusal">Why it would be refused now (the file changed, it was written already), a whole sentence; null when it would not.</param>
/// <param name="Recreated">Services whose containers are removed and created anew, if <c>up</c> is asked for; in the order of it.</param>
/// <param name="Interrupted">Services that depend on those: they keep running and lose their peer for a moment.</param>
/// <param name="LostData">tmpfs mounts of the recreated services that hold data now.</param>
/// <param name="OnFailure">What happens when the services do not get there, one or two sentences.</param>
/// <param name="Notes">Anything else worth knowing, whole sentences: removed services, networks that change, images to build.</param>
/// <param name="Git">Of the folder of the first file; null when it is no git work tree.</param>
public sealed record ChangeConsequences(
    string? Refusal,
    ImmutableArray<FileChange> Files,
    ImmutableArray<string> Recreated,
    ImmutableArray<string> Interrupted,
    ImmutableArray<LostTmpfs> LostData,
    string OnFailure,
    ImmutableArray<string> Notes,
    GitState? Git);

/// <param name="UsedBytes">What is there now; null when it was not read.</param>
public sealed record LostTmpfs(string Service, string Container, string Target, long? UsedBytes);

/// <param name="From">Where the earlier texts come from, a phrase: <c>revision 4 of docker-compose.yml</c>, <c>commit 1a2b3c4</c>.</param>
public sealed record RollbackOffer(ImmutableArray<FileChange> Files, string From, GitState? Git);
