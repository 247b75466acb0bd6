using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;

namespace XnaiControl.Core.Operations;

/// <summary>The runs of this process and those who follow them.</summary>
internal sealed class RunBoard
{
    private const int Kept = 200;
    private readonly ConcurrentDictionary<string, LiveRun> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();
    private ImmutableArray<Channel<OperationRun>> _followers = [];

    public ImmutableArray<LiveRun> Running => [.. _runs.Values.Where(live => live.Current.State == OperationState.Running)];

    public LiveRun? Find(string id) => _runs.GetValueOrDefault(id);

    public LiveRun Add(OperationRun run, string? requestKey)
    {
        var live = new LiveRun(run, requestKey, Announce);
        _runs[run.Id] = live;
        _order.Enqueue(run.Id);
        while (_order.Count > Kept && _order.TryDequeue(out var oldest))
        {
            if (_runs.TryGetValue(oldest, out var old) && old.Current.State == OperationState.Running)
            {
                _order.Enqueue(oldest);
                break;
            }

            _runs.TryRemove(oldest, out _);
        }

        Announce(run);
        return live;
    }

    public (ChannelReader<OperationRun> Reader, IDisposable Handle) Subscribe()
    {
        var channel = Channel.CreateBounded<OperationRun>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(channel));
        return (channel.Reader, new Follower(this, channel));
    }

    private void Announce(OperationRun run)
    {
        foreach (var follower in _followers)
        {
            follower.Writer.TryWrite(run);
        }
    }

    private sealed class Follower(RunBoard board, Channel<OperationRun> channel) : IDisposable
    {
        public void Dispose()
        {
            ImmutableInterlocked.Update(ref board._followers, followers => followers.Remove(channel));
            channel.Writer.TryComplete();
        }
    }
}
