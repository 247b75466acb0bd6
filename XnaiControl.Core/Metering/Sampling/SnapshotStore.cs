using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>Holds the newest snapshot of each stack; snapshot and subscription are taken under one lock, so none is missed.</summary>
internal sealed class SnapshotStore : ISnapshotStore
{
    private readonly Lock gate = new();
    private readonly List<(StackKey Key, ChannelWriter<StackSnapshot> Writer)> followers = [];
    private ImmutableSortedDictionary<StackKey, StackSnapshot> current =
        ImmutableSortedDictionary.Create<StackKey, StackSnapshot>(Comparer<StackKey>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString())));

    /// <summary>Someone began to follow: the sampler reads at once and faster. Set by the sampler.</summary>
    public Action? OnFollowed { get; set; }

    public bool IsFollowed
    {
        get
        {
            lock (gate)
            {
                return followers.Count > 0;
            }
        }
    }

    public ImmutableArray<StackKey> Stacks => [.. Volatile.Read(ref current).Keys];

    public StackSnapshot? Find(StackKey key) => Volatile.Read(ref current).GetValueOrDefault(key);

    public SnapshotSubscription Subscribe(StackKey key)
    {
        var channel = Channel.CreateBounded<StackSnapshot>(new BoundedChannelOptions(1)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        });
        var follower = (key, channel.Writer);
        lock (gate)
        {
            if (current.TryGetValue(key, out var snapshot))
            {
                channel.Writer.TryWrite(snapshot);
            }

            followers.Add(follower);
        }

        OnFollowed?.Invoke();
        return new SnapshotSubscription(channel.Reader, () =>
        {
            lock (gate)
            {
                followers.Remove(follower);
            }

            channel.Writer.TryComplete();
        });
    }

    public void Publish(StackSnapshot snapshot)
    {
        lock (gate)
        {
            Volatile.Write(ref current, current.SetItem(snapshot.Key, snapshot));
            foreach (var (key, writer) in followers)
            {
                if (key == snapshot.Key)
                {
                    writer.TryWrite(snapshot);
                }
            }
        }
    }

    /// <summary>Drops stacks that are neither declared nor labelled any more.</summary>
    public void Keep(IReadOnlySet<StackKey> keys)
    {
        lock (gate)
        {
            foreach (var key in current.Keys)
            {
                if (!keys.Contains(key))
                {
                    Volatile.Write(ref current, current.Remove(key));
                }
            }
        }
    }
}
