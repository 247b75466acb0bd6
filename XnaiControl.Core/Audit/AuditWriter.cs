using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace XnaiControl.Core.Audit;

/// <summary>
/// The one writer. Drafts that arrive while a commit is on its way to disk share the next one (group commit), so a
/// burst costs few disk flushes. An entry is handed back only after its commit is durable.
/// </summary>
internal sealed class AuditWriter : IAsyncDisposable
{
    private const int LargestGroup = 256;
    private readonly AuditFile _file;
    private readonly AuditInsert _insert;
    private readonly TimeProvider _time;
    private readonly Channel<PendingEntry> _queue = Channel.CreateBounded<PendingEntry>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly string _bootId = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
    private readonly Task _loop;

    public AuditWriter(string path, TimeProvider time)
    {
        _time = time;
        _file = AuditFile.Open(path, time);
        _insert = new AuditInsert(_file.Connection);
        Head = _insert.ReadHead();
        _loop = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    /// <summary>Where the chain ends on disk; replaced after each commit.</summary>
    public ChainHead Head { get; private set; }

    /// <summary>Raised on the writer's thread after a commit.</summary>
    public event Action<long>? Committed;

    internal SqliteConnection Connection => _file.Connection;

    public bool TryAdd(PendingEntry entry) => _queue.Writer.TryWrite(entry);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _insert.Dispose();
        _file.Dispose();
    }

    private async Task RunAsync()
    {
        var group = new List<PendingEntry>(LargestGroup);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            while (group.Count < LargestGroup && _queue.Reader.TryRead(out var entry))
            {
                if (entry.TryTake())
                {
                    group.Add(entry);
                }
            }

            if (group.Count > 0)
            {
                Commit(group);
            }
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever fails must reach the callers; the writer lives on.")]
    private void Commit(List<PendingEntry> group)
    {
        var entries = new List<AuditEntry>(group.Count);
        var head = Head;
        try
        {
            using (var transaction = _file.Connection.BeginTransaction(deferred: false))
            {
                foreach (var pending in group)
                {
                    var entry = AuditLeaf.Compose(pending.Draft, head.Sequence + 1, Guid.CreateVersion7().ToString("N"), _time.GetUtcNow(), Monotonic(), _bootId, head.Hash);
                    var leaf = AuditLeaf.Encode(entry);
                    var hash = MerkleTree.HashLeaf(leaf);
                    _insert.Run(entry, leaf, hash, head.Hash, transaction);
                    entries.Add(entry with { LeafHash = Convert.ToHexStringLower(hash) });
                    head = new ChainHead(head.Sequence + 1, hash);
                }

                transaction.Commit();
            }

            Head = head;
        }
        catch (Exception exception)
        {
            group.ForEach(pending => pending.Fail(exception));
            Reread();
            return;
        }

        for (var i = 0; i < group.Count; i++)
        {
            group[i].Finish(entries[i]);
        }

        Committed?.Invoke(head.Sequence);
    }

    /// <summary>After a failed commit only the file knows where the chain ends.</summary>
    private void Reread()
    {
        try
        {
            Head = _insert.ReadHead();
        }
        catch (SqliteException)
        {
            // The next insert is refused by the trigger if the head has moved, and the head is read again then.
        }
    }

    private long Monotonic() => (long)(_time.GetTimestamp() * (1_000_000.0 / _time.TimestampFrequency));
}

/// <param name="Sequence">Of the last entry; 0 for an empty log.</param>
/// <param name="Hash">Its leaf hash; zeros for an empty log.</param>
internal sealed record ChainHead(long Sequence, byte[] Hash);
