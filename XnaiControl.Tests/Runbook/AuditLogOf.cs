using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Runbook;

/// <summary>An audit log that holds a given verdict; the runbook asks for nothing else.</summary>
internal sealed class AuditLogOf(ChainVerdict? verdict) : IAuditLog
{
    public ChainVerdict? LastVerdict { get; set; } = verdict;

    public long Count => LastVerdict?.Entries ?? 0;

    public Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<AuditEntry?> FindAsync(long sequence, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<AuditEntry>> CorrelatedAsync(string correlation, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ImmutableArray<AuditEntry>> OpenIntentsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ChainVerdict> VerifyAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public (ChannelReader<long> Reader, IDisposable Handle) Subscribe() => throw new NotSupportedException();
}
