using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Engine.Discovery;

namespace XnaiControl.Core.Engine.Monitoring;

/// <summary>Follows one engine: connect, list, follow events, relist now and then, and connect again when it goes away.</summary>
internal sealed partial class EngineMonitor : BackgroundService, IEngineMonitor
{
    /// <summary>The engine works 70 ms for a list of six containers and 6 ms for one of them.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private const int LooksPerList = 5;
    private static readonly TimeSpan WatchPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(2);
    private const int Parallelism = 4;

    private readonly DiscoveryResult _discovery;
    private readonly TimeProvider _time;
    private readonly ILogger<EngineMonitor> _logger;
    private readonly Backoff _backoff = new();
    private readonly PictureKeeper _keeper;
    private readonly InspectQueue _queue;
    private readonly Channel<bool> _tryNow = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public EngineMonitor(IEngineClient client, DiscoveryResult discovery, TimeProvider time, ILogger<EngineMonitor> logger)
    {
        (Client, _discovery, _time, _logger) = (client, discovery, time, logger);
        _keeper = new PictureKeeper(client.Endpoint, time);
        _queue = new InspectQueue(time);
    }

    public IEngineClient Client { get; }

    public EnginePicture Current => _keeper.Current;

    public ChangeSubscription Subscribe() => _keeper.Subscribe();

    /// <summary>The panel itself is about to end this container.</summary>
    internal void Ending(string containerId) => _keeper.Heard(new EngineEvent(_time.GetUtcNow(), "kill", containerId, ""));

    public void TryNow() => _tryNow.Writer.TryWrite(true);

    public async Task RefreshAsync(string containerId, CancellationToken cancellationToken)
    {
        if (!_queue.TrySpend(containerId))
        {
            _queue.Add(containerId); // a crash loop: its turn comes within half a second
            return;
        }
        // The kernel tells of an exit before the engine has noticed it: ask again until it has, for a moment.
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var record = await InspectAsync(containerId, cancellationToken).ConfigureAwait(false);
            if (record is not { State: ContainerRunState.Running, Pid: > 0 } || Directory.Exists($"/proc/{record.Pid}"))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), _time, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = _time.GetTimestamp();
            try
            {
                await FollowAsync(stoppingToken).ConfigureAwait(false);
                // The engine ended the stream itself: look at once whether it is still there, but not in a tight loop.
                if (_time.GetElapsedTime(began) < Lasting)
                    await WaitAsync(_backoff.Next(), stoppingToken).ConfigureAwait(false);
                else
                    _backoff.Reset();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (EngineException e)
            {
                await LostAsync(e, began, stoppingToken).ConfigureAwait(false);
            }
        }
    }

    private async Task LostAsync(EngineException e, long began, CancellationToken stoppingToken)
    {
        if (_time.GetElapsedTime(began) >= Lasting && _keeper.Current.Status.Reachability != EngineReachability.Unreachable)
            _backoff.Reset();
        var wait = _backoff.Next();
        var never = _keeper.Current.Status.LastAnswerAt is null;
        _keeper.Lost(never && _discovery.Problem is { } problem ? problem : e.Message, _time.GetUtcNow() + wait);
        Log.Lost(_logger, Client.Endpoint.SocketPath, e.Message, wait);
        await WaitAsync(wait, stoppingToken).ConfigureAwait(false);
    }

    /// <summary>Returns when the event stream ends; throws when the engine does not answer.</summary>
    private async Task FollowAsync(CancellationToken stoppingToken)
    {
        using var connection = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var info = await AskAsync(Client.GetInfoAsync, TimeSpan.Zero, connection.Token).ConfigureAwait(false);
        var watching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var events = PumpAsync(watching, connection.Token);
        try
        {
            // Subscribe first, list second: nothing falls between.
            await Task.WhenAny(watching.Task, events, Task.Delay(WatchPatience, _time, connection.Token)).ConfigureAwait(false);
            await RelistAsync(connection.Token).ConfigureAwait(false);
            _keeper.Connected(info);
            Log.Connected(_logger, info.Kind, info.Version, Client.Endpoint.SocketPath);
            await await Task.WhenAny(events, InspectLoopAsync(connection.Token), LookLoopAsync(connection.Token)).ConfigureAwait(false);
        }
        finally
        {
            await connection.CancelAsync().ConfigureAwait(false);
            await events.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task PumpAsync(TaskCompletionSource watching, CancellationToken cancellationToken)
    {
        await foreach (var e in Client.WatchEventsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (e.Action == EngineEvent.Watching)
                watching.TrySetResult();
            else if (e.Action is "destroy" or "remove")
                Removed(e);
            else if (_keeper.Heard(e))
                _queue.Add(e.ContainerId);
        }
    }

    private void Removed(EngineEvent e)
    {
        _queue.Remove(e.ContainerId);
        _keeper.Heard(e);
        _keeper.Apply(_keeper.NextQuestion(), e.ContainerId, null);
    }

    private async Task InspectLoopAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = await _queue.TakeAsync(cancellationToken).ConfigureAwait(false);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
                async (id, token) => await InspectAsync(id, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Events tell what changes. Beside them one container in turn is looked at, which also shows that the engine
    /// answers, and now and then all are listed.
    /// </summary>
    private async Task LookLoopAsync(CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            await Task.Delay(LookEvery, _time, cancellationToken).ConfigureAwait(false);
            var known = _keeper.Current.Containers;
            if (known.IsEmpty || look % LooksPerList == 0)
                await RelistAsync(cancellationToken).ConfigureAwait(false);
            else
                await InspectAsync(known[look % known.Length].Id, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RelistAsync(CancellationToken cancellationToken)
    {
        var question = _keeper.NextQuestion();
        var allowance = TimeSpan.FromMilliseconds(50 * _keeper.Current.Containers.Length);
        _keeper.ApplyList(question, await AskAsync(Client.ListAsync, allowance, cancellationToken).ConfigureAwait(false));
    }

    private async Task<ContainerRecord?> InspectAsync(string id, CancellationToken cancellationToken)
    {
        var question = _keeper.NextQuestion();
        ContainerRecord? record;
        try
        {
            record = await AskAsync(token => Client.InspectAsync(id, token), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException e) when (!e.Unreachable)
        {
            Log.Unreadable(_logger, id, e.Message);
            record = _keeper.Find(id) is { } known
                ? known with { State = ContainerRunState.Unknown, Health = HealthStatus.Unknown, Error = e.Message }
                : null;
        }
        _keeper.Apply(question, id, record);
        return record;
    }

    /// <summary>One question, timed; a slow answer becomes a state while it is still awaited.</summary>
    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan allowance, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        using var slow = _time.CreateTimer(_ => _keeper.Slow(), null, PictureKeeper.SlowAfter + allowance, Timeout.InfiniteTimeSpan);
        var answer = await call(cancellationToken).ConfigureAwait(false);
        _keeper.Answered(_time.GetElapsedTime(began), allowance);
        return answer;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var skipped = _tryNow.Reader.WaitToReadAsync(done.Token).AsTask();
        await Task.WhenAny(Task.Delay(wait, _time, done.Token), skipped).ConfigureAwait(false);
        if (_tryNow.Reader.TryRead(out _))
            _backoff.Reset();
        await done.CancelAsync().ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Connected to {Kind} {Version} at {Socket}")]
        public static partial void Connected(ILogger logger, EngineKind kind, string version, string socket);

        [LoggerMessage(2, LogLevel.Warning, "No engine at {Socket}: {Reason} Next attempt in {Wait}")]
        public static partial void Lost(ILogger logger, string socket, string reason, TimeSpan wait);

        [LoggerMessage(3, LogLevel.Warning, "Container {Container} could not be read: {Reason}")]
        public static partial void Unreadable(ILogger logger, string container, string reason);
    }
}
