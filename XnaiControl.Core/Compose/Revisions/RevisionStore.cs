using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>
/// Keeps revisions and proposals. What writes a file and what looks at the disk go through <see cref="ExclusiveAsync"/>,
/// so that a write of the panel is never taken for one from outside.
/// </summary>
internal sealed class RevisionStore(IDbContextFactory<RevisionsDbContext> contexts, TimeProvider time) : IRevisionStore, IDisposable
{
    public const int MaxBytes = 4 << 20;
    private const int MaxFiles = 32;
    private readonly SemaphoreSlim _gate = new(1);
    private ImmutableArray<Channel<Revision>> _followers = [];

    public async Task<ImmutableArray<Revision>> HistoryAsync(string file, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Revisions.AsNoTracking().Where(row => row.File == file).OrderByDescending(row => row.Sequence).Take(RevisionsHousekeeping.KeptRevisions)
            .Select(row => new { Row = row, Kept = context.Texts.Any(text => text.Hash == row.Hash) })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => RevisionRows.ToRevision(row.Row, row.Kept))];
    }

    public async Task<SourceText?> ReadAsync(string file, string hash, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var bytes = await context.Texts.Where(text => text.Hash == hash).Select(text => text.Bytes).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return bytes is null ? null : RevisionRows.ToText(file, bytes);
    }

    public async Task<int> ProposeAsync(ProposedChange change, CancellationToken cancellationToken)
    {
        Check(change);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var proposal = RevisionRows.ToRow(change, time.GetUtcNow());
        context.Add(proposal);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (position, file) in change.Files.Index())
        {
            await KeepTextAsync(context, file.Before.ToBytes(), cancellationToken).ConfigureAwait(false);
            await KeepTextAsync(context, file.After.ToBytes(), cancellationToken).ConfigureAwait(false);
            context.Add(new ProposalFileRow { ProposalId = proposal.Id, Position = position, File = file.Before.File, BeforeHash = file.Before.Hash, AfterHash = file.After.Hash });
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return proposal.Id;
    }

    public async Task<Proposal?> FindProposalAsync(int id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        if (await context.Proposals.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken).ConfigureAwait(false) is not { } proposal)
        {
            return null;
        }

        var rows = await context.ProposalFiles.AsNoTracking().Where(row => row.ProposalId == id).OrderBy(row => row.Position)
            .Select(row => new
            {
                row.File,
                Before = context.Texts.First(text => text.Hash == row.BeforeHash).Bytes,
                After = context.Texts.First(text => text.Hash == row.AfterHash).Bytes,
            })
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return RevisionRows.ToProposal(proposal, [.. rows.Select(row => new FileChange(RevisionRows.ToText(row.File, row.Before), RevisionRows.ToText(row.File, row.After)))]);
    }

    public (ChannelReader<Revision> Reader, IDisposable Handle) Subscribe()
    {
        var channel = Channel.CreateBounded<Revision>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(channel));
        return (channel.Reader, new Follower(this, channel));
    }

    /// <summary>Marks a proposal as being written by a run; false when one has begun to already.</summary>
    public async Task<bool> BeginAsync(int proposal, WrittenBy by, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Proposals.Where(row => row.Id == proposal && row.RunId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RunId, by.RunId).SetProperty(row => row.Actor, by.Actor).SetProperty(row => row.AuditSequence, by.AuditSequence), cancellationToken)
            .ConfigureAwait(false) == 1;
    }

    /// <summary>One writer or looker at a time.</summary>
    public async Task ExclusiveAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Adds what is on disk now, unless the newest revision is the same. Call it inside <see cref="ExclusiveAsync"/>.</summary>
    /// <param name="by">Null: nobody is known, so it is a change from outside, or a write that an earlier process did not come to record.</param>
    public async Task RecordAsync(string file, byte[] bytes, string reason, WrittenBy? by, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var hash = RevisionRows.Hash(bytes);
        var last = await context.Revisions.AsNoTracking().Where(row => row.File == file).OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        if (last?.Hash == hash)
        {
            return;
        }

        if (by is null && last is not null)
        {
            (by, reason) = await UnrecordedWriteAsync(context, file, hash, last, reason, cancellationToken).ConfigureAwait(false);
        }

        var row = new RevisionRow
        {
            File = file,
            Sequence = (last?.Sequence ?? 0) + 1,
            Hash = hash,
            PreviousHash = last?.Hash,
            Bytes = bytes.LongLength,
            At = RevisionRows.ToMicroseconds(time.GetUtcNow()),
            Origin = (by is not null ? RevisionOrigin.Panel : last is null ? RevisionOrigin.FirstSeen : RevisionOrigin.Outside).ToString(),
            Actor = by?.Actor ?? "",
            Reason = reason,
            RunId = by?.RunId,
            AuditSequence = by?.AuditSequence,
        };
        var kept = await KeepTextAsync(context, bytes, cancellationToken).ConfigureAwait(false);
        context.Add(row);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var follower in _followers)
        {
            follower.Writer.TryWrite(RevisionRows.ToRevision(row, kept));
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>A run that wrote this very text in place of the last revision and ended before it was recorded.</summary>
    private static async Task<(WrittenBy? By, string Reason)> UnrecordedWriteAsync(
        RevisionsDbContext context, string file, string hash, RevisionRow last, string reason, CancellationToken cancellationToken)
    {
        var begun = await context.ProposalFiles
            .Where(change => change.File == file && change.BeforeHash == last.Hash && change.AfterHash == hash)
            .Join(context.Proposals, change => change.ProposalId, proposal => proposal.Id, (_, proposal) => proposal)
            .Where(proposal => proposal.RunId != null && !context.Revisions.Any(row => row.File == file && row.RunId == proposal.RunId))
            .OrderByDescending(proposal => proposal.Id)
            .AsNoTracking().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return begun is null
            ? (null, reason)
            : (new WrittenBy(begun.Actor ?? "", begun.RunId!, begun.AuditSequence), "Written, and the panel ended before it was recorded");
    }

    /// <summary>Saves at once, so that equal texts within one unit of work are met too.</summary>
    private static async Task<bool> KeepTextAsync(RevisionsDbContext context, byte[] bytes, CancellationToken cancellationToken)
    {
        if (bytes.Length > MaxBytes)
        {
            return false;
        }

        await context.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO RevisionTexts (Hash, Bytes) VALUES ({RevisionRows.Hash(bytes)}, {bytes})", cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static void Check(ProposedChange change)
    {
        if (change.Files.IsDefaultOrEmpty || change.Files.All(file => file.Before.Hash == file.After.Hash))
        {
            throw new RevisionException("The new text is the same as the old one, so there is nothing to apply.");
        }

        if (change.Files.Length > MaxFiles)
        {
            throw new RevisionException($"{change.Files.Length} files would change, and one proposal may have {MaxFiles}. Nothing was kept. Apply the fixes in smaller groups.");
        }

        foreach (var file in change.Files)
        {
            if (file.Before.File != file.After.File || !Path.IsPathFullyQualified(file.Before.File))
            {
                throw new RevisionException($"The change of {file.Before.File} does not name one absolute path. Nothing was kept. Open the file again from the compose page.");
            }

            if (file.After.ToBytes().Length > MaxBytes || file.Before.ToBytes().Length > MaxBytes)
            {
                throw new RevisionException($"{file.Before.File} has more than {MaxBytes >> 20} MiB, so nothing was kept. Edit it with another tool.");
            }
        }
    }

    private sealed class Follower(RevisionStore store, Channel<Revision> channel) : IDisposable
    {
        public void Dispose()
        {
            ImmutableInterlocked.Update(ref store._followers, followers => followers.Remove(channel));
            channel.Writer.TryComplete();
        }
    }
}

/// <summary>The run that writes a file.</summary>
internal sealed record WrittenBy(string Actor, string RunId, long? AuditSequence);
