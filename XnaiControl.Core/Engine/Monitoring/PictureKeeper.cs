using System.Collections.Immutable;
using System.Threading.Channels;

namespace XnaiControl.Core.Engine.Monitoring;

/// <summary>Holds the current picture, replaces it whole and tells the subscribers.</summary>
internal sealed class PictureKeeper(EngineEndpoint endpoint, TimeProvider time)
{
    public static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly ContainerSet _containers = new();
    private readonly List<Channel<bool>> _subscribers = [];
    private volatile EnginePicture _current = new(new EngineStatus(endpoint, EngineReachability.Connecting, null, null, null, null, null), [], null);

    public EnginePicture Current => _current;

    public ChangeSubscription Subscribe()
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
            _subscribers.Add(channel);
        return new ChangeSubscription(channel.Reader, () =>
        {
            lock (_gate)
                _subscribers.Remove(channel);
            channel.Writer.TryComplete();
        });
    }

    public long NextQuestion()
    {
        lock (_gate)
            return _containers.NextQuestion();
    }

    public ContainerRecord? Find(string id)
    {
        lock (_gate)
            return _containers.Find(id);
    }

    public void Apply(long question, string id, ContainerRecord? record)
    {
        lock (_gate)
        {
            if (_containers.Apply(question, id, record))
                Replace(_current with { Containers = _containers.ToImmutable() });
        }
    }

    public void ApplyList(long question, ImmutableArray<ContainerRecord> list)
    {
        lock (_gate)
        {
            _containers.ApplyList(question, list);
            Replace(_current with { Containers = _containers.ToImmutable(), ContainersAt = time.GetUtcNow() });
        }
    }

    /// <summary>Takes in an event; true when the container should be inspected because of it.</summary>
    public bool Heard(EngineEvent e)
    {
        lock (_gate)
        {
            var exits = _current.Exits.With(e);
            if (!ReferenceEquals(exits, _current.Exits))
                Replace(_current with { Exits = exits });
            return e.Action switch
            {
                "die" or "died" => !AlreadySeen(e),
                "create" or "start" or "pause" or "unpause" or "rename" or "update" or "oom" or "health_status" => true,
                _ => false,
            };
        }
    }

    public void Connected(EngineInfo info)
    {
        lock (_gate)
            Replace(_current with { Status = _current.Status with { Info = info, Failure = null, NextTryAt = null } });
    }

    public void Answered(TimeSpan latency, TimeSpan allowance)
    {
        lock (_gate)
        {
            var status = _current.Status;
            var now = latency > SlowAfter + allowance ? EngineReachability.Slow : EngineReachability.Connected;
            var next = _current with { Status = status with { Reachability = now, LastAnswerAt = time.GetUtcNow(), Latency = latency, Failure = null, NextTryAt = null } };
            if (now == status.Reachability)
                _current = next; // only the age changed: nobody needs waking
            else
                Replace(next);
        }
    }

    public void Slow()
    {
        lock (_gate)
        {
            if (_current.Status.Reachability == EngineReachability.Connected)
                Replace(_current with { Status = _current.Status with { Reachability = EngineReachability.Slow } });
        }
    }

    public void Lost(string failure, DateTimeOffset nextTryAt)
    {
        lock (_gate)
            Replace(_current with { Status = _current.Status with { Reachability = EngineReachability.Unreachable, Failure = failure, NextTryAt = nextTryAt } });
    }

    /// <summary>The kernel's word came first and the exit is in the picture already.</summary>
    private bool AlreadySeen(EngineEvent e) =>
        _containers.Find(e.ContainerId) is { State: ContainerRunState.Exited, FinishedAt: { } finished } && (e.At - finished).Duration() < TimeSpan.FromSeconds(1)
        && e.At >= finished;

    private void Replace(EnginePicture next)
    {
        _current = next;
        foreach (var subscriber in _subscribers)
            subscriber.Writer.TryWrite(true);
    }
}
