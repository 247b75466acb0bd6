using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace XnaiControl.Core.Audit;

/// <summary>The log over one segment file; opened at the host's start or at first use.</summary>
internal sealed partial class AuditLog(string path, TimeProvider time, ILogger<AuditLog> logger) : IAuditLog, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly AuditReader _reader = new(path);
    private ImmutableArray<Channel<long>> _followers = [];
    private AuditWriter? _writer;
    private bool _disposed;

    /// <summary>How long an append may take before the operation is refused.</summary>
    public TimeSpan AppendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public ChainVerdict? LastVerdict { get; private set; }

    public long Count => Open().Head.Sequence;

    /// <exception cref="AuditUnavailableException">The file cannot serve as the log.</exception>
    public AuditWriter Open()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_writer is null)
            {
                _writer = new AuditWriter(path, time);
                _writer.Committed += Announce;
                LogOpened(path, _writer.Head.Sequence);
            }

            return _writer;
        }
    }

    public async Task<AuditEntry> AppendAsync(AuditDraft draft, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = new PendingEntry(draft);
        if (!Open().TryAdd(pending))
        {
            throw Unavailable("too many entries wait to be written", null);
        }

        try
        {
            return await pending.Done.WaitAsync(AppendTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            pending.TryWithdraw();
            throw Unavailable(FormattableString.Invariant($"the disk did not confirm within {AppendTimeout.TotalSeconds:0.#} s"), exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            pending.TryWithdraw();
            throw;
        }
        catch (SqliteException exception)
        {
            throw Unavailable(exception.SqliteErrorCode == 13 ? "the disk is full" : exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            throw Unavailable(exception.Message, exception);
        }
    }

    public Task<AuditEntry?> FindAsync(long sequence, CancellationToken cancellationToken) => Read(() => _reader.Find(sequence), cancellationToken);

    public Task<ImmutableArray<AuditEntry>> CorrelatedAsync(string correlation, CancellationToken cancellationToken) =>
        Read(() => _reader.Correlated(correlation), cancellationToken);

    public Task<ImmutableArray<AuditEntry>> QueryAsync(AuditQuery query, CancellationToken cancellationToken) => Read(() => _reader.Query(query), cancellationToken);

    public Task<ImmutableArray<AuditEntry>> OpenIntentsAsync(CancellationToken cancellationToken) => Read(_reader.OpenIntents, cancellationToken);

    public async Task<ChainVerdict> VerifyAsync(CancellationToken cancellationToken)
    {
        var head = Open().Head;
        var verdict = await Task.Run(() => AuditVerifier.Verify(path, head, time, cancellationToken), cancellationToken).ConfigureAwait(false);
        LastVerdict = verdict;
        if (verdict.Intact)
        {
            LogIntact(verdict.Entries, verdict.Took.TotalMilliseconds);
        }
        else
        {
            LogBroken(verdict.FirstBadSequence, verdict.Fault);
        }

        return verdict;
    }

    public (ChannelReader<long> Reader, IDisposable Handle) Subscribe()
    {
        var channel = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(channel));
        return (channel.Reader, new Follower(this, channel));
    }

    public async ValueTask DisposeAsync()
    {
        AuditWriter? writer;
        lock (_gate)
        {
            _disposed = true;
            writer = _writer;
        }

        if (writer is not null)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    private Task<T> Read<T>(Func<T> read, CancellationToken cancellationToken)
    {
        Open();
        return Task.Run(read, cancellationToken);
    }

    private void Announce(long sequence)
    {
        foreach (var follower in _followers)
        {
            follower.Writer.TryWrite(sequence);
        }
    }

    private AuditUnavailableException Unavailable(string reason, Exception? inner)
    {
        LogUnavailable(inner, path, reason);
        return new AuditUnavailableException($"The audit log could not record this: {reason}. Check the disk that holds {Path.GetDirectoryName(path)}, then try again.", inner);
    }

    private sealed class Follower(AuditLog log, Channel<long> channel) : IDisposable
    {
        public void Dispose()
        {
            ImmutableInterlocked.Update(ref log._followers, followers => followers.Remove(channel));
            channel.Writer.TryComplete();
        }
    }
}
