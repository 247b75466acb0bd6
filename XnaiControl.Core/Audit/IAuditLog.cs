using System.Collections.Immutable;
using System.Threading.Channels;

namespace XnaiControl.Core.Audit;

/// <summary>
/// The append-only log. <see cref="AppendAsync"/> MUST return only after the entry is durable and MUST throw
/// <see cref="AuditUnavailableException"/> when it is not; nothing here can change or remove an entry.
/// </summary>
public interface IAuditLog
{
    Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken);

    Task<AuditEntry?> FindAsync(long sequence, CancellationToken cancellationToken);

    /// <summary>Every entry of one operation, oldest first.</summary>
    Task<ImmutableArray<AuditEntry>> CorrelatedAsync(string correlation, CancellationToken cancellationToken);

    /// <summary>Newest first, keyset paging by <see cref="AuditQuery.BeforeSequence"/>. Intents with an outcome are left out: the outcome stands for both.</summary>
    Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, CancellationToken cancellationToken);

    /// <summary>Intents without an outcome, oldest first.</summary>
    Task<ImmutableArray<AuditEntry>> OpenIntentsAsync(CancellationToken cancellationToken);

    /// <summary>Walks the whole chain.</summary>
    Task<ChainVerdict> VerifyAsync(CancellationToken cancellationToken);

    /// <summary>The last verdict, or null before the first verification.</summary>
    ChainVerdict? LastVerdict { get; }

    /// <summary>Number of entries.</summary>
    long Count { get; }

    /// <summary>Signals each append: capacity 1, drop oldest. Complete it by disposing the returned handle.</summary>
    (ChannelReader<long> Reader, IDisposable Handle) Subscribe();
}

/// <summary>Empty or null fields do not filter.</summary>
public sealed record AuditQuery(
    int Limit = 100,
    long? BeforeSequence = null,
    string? Actor = null,
    string? Operation = null,
    string? Target = null,
    AuditResult? Result = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    string? Text = null);

/// <param name="FirstBadSequence">Null when intact.</param>
/// <param name="Fault">What kind of tampering it suggests, one sentence; null when intact.</param>
public sealed record ChainVerdict(bool Intact, long Entries, long? FirstBadSequence, string? Fault, DateTimeOffset At, TimeSpan Took, string RootHash);

/// <summary>The log could not record: the operation must not happen. The message says the next step.</summary>
public sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
