using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Operations;

/// <summary>The real log, with a switch for the disk that fails.</summary>
internal sealed class FailingAudit(AuditLog log) : IAuditLog
{
    public Func<AuditDraft, bool> Fails { get; set; } = _ => false;

    /// <summary>Never answer: the process is gone.</summary>
    public bool Hold { get; set; }

    public ChainVerdict? LastVerdict => log.LastVerdict;

    public long Count => log.Count;

    public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken)
    {
        if (Hold)
        {
            return new TaskCompletionSource<AuditEntry>().Task;
        }

        return Fails(draft) ? throw new AuditUnavailableException("The disk is full. Free some space, then try again.") : log.AppendAsync(draft, cancellationToken);
    }

    public Task<AuditEntry?> FindAsync(long sequence, CancellationToken cancellationToken) => log.FindAsync(sequence, cancellationToken);

    public Task<ImmutableArray<AuditEntry>> CorrelatedAsync(string correlation, CancellationToken cancellationToken) => log.CorrelatedAsync(correlation, cancellationToken);

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, CancellationToken cancellationToken) => log.QueryAsync(query, cancellationToken);

    public Task<ImmutableArray<AuditEntry>> OpenIntentsAsync(CancellationToken cancellationToken) => log.OpenIntentsAsync(cancellationToken);

    public Task<ChainVerdict> VerifyAsync(CancellationToken cancellationToken) => log.VerifyAsync(cancellationToken);

    public (ChannelReader<long> Reader, IDisposable Handle) Subscribe() => log.Subscribe();
}
