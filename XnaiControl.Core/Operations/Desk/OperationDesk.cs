using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations.Persistence;

namespace XnaiControl.Core.Operations;

/// <summary>The door: lets a request in once, hands it to the executor, and answers for every run.</summary>
internal sealed class OperationDesk(Admission admission, OperationExecutor executor, RunBoard board, RunStore store, OperationWarnings warnings, StartReconciler reconciler) : IOperationDesk, IDisposable
{
    private const int RememberedKeys = 4096;
    private readonly ConcurrentDictionary<string, Lazy<Task<OperationRun>>> _first = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _keys = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _opening;

    public async Task<OperationRun> StartAsync(OperationRequest request, AuditActor actor, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey.Length == 0)
        {
            return await AdmitAsync(request, actor, null).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var key = KeyOf(request, actor);
        var run = await _first.GetOrAdd(key, _ => new Lazy<Task<OperationRun>>(() => FirstAsync(request, actor, key))).Value
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        return board.Find(run.Id)?.Current ?? run;
    }

    public async Task<OperationRun> WaitAsync(string id, CancellationToken cancellationToken) =>
        board.Find(id) is { } live
            ? await live.Ended.WaitAsync(cancellationToken).ConfigureAwait(false)
            : await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new KeyNotFoundException($"No operation has the id {id}. Open the list of operations to find it.");

    public async Task<OperationRun?> FindAsync(string id, CancellationToken cancellationToken) =>
        board.Find(id)?.Current ?? (RunId.IsWellFormed(id) ? await store.FindAsync(id, cancellationToken).ConfigureAwait(false) : null);

    public async Task<ImmutableArray<OperationRun>> RecentAsync(StackKey? stack, int limit, CancellationToken cancellationToken)
    {
        var stored = await store.RecentAsync(stack, limit, cancellationToken).ConfigureAwait(false);
        return
        [
            .. board.Running.Select(live => live.Current).Where(run => stack is null || run.Target.Stack == stack)
                .Concat(stored.Select(run => board.Find(run.Id)?.Current ?? run))
                .DistinctBy(run => run.Id)
                .OrderByDescending(run => run.Id, StringComparer.Ordinal)
                .Take(limit),
        ];
    }

    public (ChannelReader<OperationRun> Reader, IDisposable Handle) Subscribe() => board.Subscribe();

    public ImmutableArray<string> Warnings(OperationKind kind, OperationTarget target) => warnings.Of(kind, target);

    /// <summary>Closes what an earlier process left open; requests wait for it. A failed opening is tried again by the next request.</summary>
    public Task OpenAsync()
    {
        lock (_gate)
        {
            if (_opening is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _opening = reconciler.RunAsync(_stopping.Token);
            }

            return _opening;
        }
    }

    /// <summary>Lets running operations end while the host waits; what is left then is recorded as indeterminate.</summary>
    public async Task CloseAsync(CancellationToken hurry)
    {
        admission.Close();
        Task running = Task.WhenAll(board.Running.Select(live => live.Ended));
        try
        {
            await running.WaitAsync(TimeSpan.FromSeconds(5), hurry).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            await _stopping.CancelAsync().ConfigureAwait(false);
            await running.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _stopping.Dispose();

    private async Task<OperationRun> FirstAsync(OperationRequest request, AuditActor actor, string key)
    {
        _keys.Enqueue(key);
        if (_keys.Count > RememberedKeys && _keys.TryDequeue(out var oldest))
        {
            _first.TryRemove(oldest, out _);
        }

        // A click may come again after the panel was started anew.
        return await store.FindByKeyAsync(key, CancellationToken.None).ConfigureAwait(false) ?? await AdmitAsync(request, actor, key).ConfigureAwait(false);
    }

    private async Task<OperationRun> AdmitAsync(OperationRequest request, AuditActor actor, string? key)
    {
        var admitted = await admission.AdmitAsync(request, actor, key, await TryOpenAsync().ConfigureAwait(false), _stopping.Token).ConfigureAwait(false);
        if (admitted.Granted is { } granted)
        {
            // On the thread pool, so that no caller's going away and no synchronisation context reaches it.
            _ = Task.Run(() => executor.ExecuteAsync(granted.Operation, granted.Scene, admitted.Live, granted.Intent, granted.Draft, _stopping.Token), CancellationToken.None);
        }

        return admitted.Live.Current;
    }

    private async Task<Exception?> TryOpenAsync()
    {
        try
        {
            await OpenAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is AuditUnavailableException or DbException or IOException or OperationCanceledException)
        {
            return exception;
        }
    }

    /// <summary>Who asked for what: one person's key says nothing about another's.</summary>
    private static string KeyOf(OperationRequest request, AuditActor actor) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', actor.UserId, request.Kind.Name, request.Target.ToString(), request.IdempotencyKey))));
}
