using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering;

/// <summary>The current snapshot of every stack, and its followers.</summary>
public interface ISnapshotStore
{
    ImmutableArray<StackKey> Stacks { get; }

    StackSnapshot? Find(StackKey key);

    /// <summary>
    /// Follows one stack: the current snapshot first, when there is one, then each newer one; a slow reader skips to
    /// the newest (capacity 1, drop oldest). While a subscription lives, the sampler reads every second.
    /// </summary>
    SnapshotSubscription Subscribe(StackKey key);
}

public sealed class SnapshotSubscription(ChannelReader<StackSnapshot> reader, Action unsubscribe) : IDisposable
{
    public ChannelReader<StackSnapshot> Reader { get; } = reader;

    public void Dispose() => unsubscribe();
}
