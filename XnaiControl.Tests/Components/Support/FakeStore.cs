using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Tests.Components.Support;

/// <summary>A snapshot store that a test fills by hand.</summary>
public sealed class FakeStore : ISnapshotStore
{
    private readonly Lock gate = new();
    private readonly List<(StackKey Key, Channel<StackSnapshot> Channel)> followers = [];
    private ImmutableDictionary<StackKey, StackSnapshot> snapshots = ImmutableDictionary<StackKey, StackSnapshot>.Empty;

    public ImmutableArray<StackKey> Stacks => [.. snapshots.Keys.OrderBy(k => k.Stack, StringComparer.Ordinal)];

    public int Followers
    {
        get
        {
            lock (gate)
            {
                return followers.Count;
            }
        }
    }

    public StackSnapshot? Find(StackKey key) => snapshots.GetValueOrDefault(key);

    public void Publish(StackSnapshot snapshot)
    {
        lock (gate)
        {
            snapshots = snapshots.SetItem(snapshot.Key, snapshot);
            foreach (var (key, channel) in followers)
            {
                if (key == snapshot.Key)
                {
                    channel.Writer.TryWrite(snapshot);
                }
            }
        }
    }

    public SnapshotSubscription Subscribe(StackKey key)
    {
        var channel = Channel.CreateBounded<StackSnapshot>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            followers.Add((key, channel));
            if (Find(key) is { } now)
            {
                channel.Writer.TryWrite(now);
            }
        }

        return new SnapshotSubscription(channel.Reader, () =>
        {
            lock (gate)
            {
                followers.RemoveAll(f => f.Channel == channel);
            }
        });
    }
}
