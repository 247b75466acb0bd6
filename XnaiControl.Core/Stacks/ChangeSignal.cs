using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Stacks;

/// <summary>Tells every follower that something changed: one pending signal each, a slow one loses nothing but repeats.</summary>
internal sealed class ChangeSignal
{
    private ImmutableList<Channel<bool>> _followers = [];

    public ChangeSubscription Subscribe()
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        ImmutableInterlocked.Update(ref _followers, list => list.Add(channel));
        return new ChangeSubscription(channel.Reader, () =>
        {
            ImmutableInterlocked.Update(ref _followers, list => list.Remove(channel));
            channel.Writer.TryComplete();
        });
    }

    public void Raise()
    {
        foreach (var follower in _followers)
        {
            follower.Writer.TryWrite(true);
        }
    }
}
