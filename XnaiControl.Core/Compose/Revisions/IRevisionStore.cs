using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>
/// Every version of the stacks' files that the panel saw or wrote, in <c>control.db</c>; equal texts are stored once.
/// Bounded: 4 MiB a text, the newest 500 revisions a file; a proposal that nobody applies is forgotten after a week.
/// </summary>
public interface IRevisionStore
{
    /// <summary>Newest first.</summary>
    /// <param name="file">Absolute path.</param>
    Task<ImmutableArray<Revision>> HistoryAsync(string file, CancellationToken cancellationToken);

    /// <summary>A version's exact text; null when it is not known or not kept.</summary>
    /// <param name="file">The path that the text is to carry.</param>
    /// <exception cref="RevisionException">The version is not UTF-8.</exception>
    Task<SourceText?> ReadAsync(string file, string hash, CancellationToken cancellationToken);

    /// <summary>Keeps a proposal and returns its id for <c>OperationRequest.Parameters["proposal"]</c>. Nothing is written to the files.</summary>
    /// <exception cref="RevisionException">It is empty, too large, or changes nothing.</exception>
    Task<int> ProposeAsync(ProposedChange change, CancellationToken cancellationToken);

    /// <summary>Null when it is unknown or forgotten.</summary>
    Task<Proposal?> FindProposalAsync(int id, CancellationToken cancellationToken);

    /// <summary>Each new revision, also those from outside; capacity 64, drop oldest. Dispose the handle to end.</summary>
    (ChannelReader<Revision> Reader, IDisposable Handle) Subscribe();
}
