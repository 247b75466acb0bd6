using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Metering.Sampling;
using static XnaiControl.Tests.Metering.Records;

namespace XnaiControl.Tests.Metering;

public class SnapshotStoreTests
{
    private static readonly StackKey Key = new("podman", "xnai");

    private readonly SnapshotStore _store = new();

    [Fact]
    public void A_slow_follower_skips_to_the_newest_and_starts_with_the_current()
    {
        _store.Publish(Snapshot(1));
        using var subscription = _store.Subscribe(Key);
        Assert.True(subscription.Reader.TryRead(out var first) && first.Sequence == 1);
        _store.Publish(Snapshot(2));
        _store.Publish(Snapshot(3));
        Assert.True(subscription.Reader.TryRead(out var next) && next.Sequence == 3);
        Assert.False(subscription.Reader.TryRead(out _));
    }

    [Fact]
    public void A_disposed_subscription_ends_and_counts_no_more()
    {
        var woken = 0;
        _store.OnFollowed = () => woken++;
        var subscription = _store.Subscribe(Key);
        Assert.True(_store.IsFollowed);
        subscription.Dispose();
        Assert.False(_store.IsFollowed);
        Assert.True(subscription.Reader.Completion.IsCompleted);
        Assert.Equal(1, woken);
    }

    [Fact]
    public void Stacks_that_are_gone_are_dropped()
    {
        _store.Publish(Snapshot(1));
        _store.Keep(new HashSet<StackKey>());
        Assert.Empty(_store.Stacks);
        Assert.Null(_store.Find(Key));
    }

    [Fact]
    public async Task No_snapshot_is_lost_between_current_and_subscription()
    {
        var publishing = Task.Run(() =>
        {
            for (var i = 1; i <= 20_000; i++)
            {
                _store.Publish(Snapshot(i));
            }
        }, TestContext.Current.CancellationToken);
        using var subscription = _store.Subscribe(Key);
        var last = 0L;
        while (last < 20_000)
        {
            var next = (await subscription.Reader.ReadAsync(TestContext.Current.CancellationToken)).Sequence;
            Assert.True(next > last);
            last = next;
        }

        await publishing;
    }

    private static StackSnapshot Snapshot(long sequence)
    {
        var status = new EngineStatus(new EngineEndpoint("podman", "/x", ""), EngineReachability.Connected, null, null, null, null, null);
        var nothing = Reading<HostAmount>.Never("");
        return new StackSnapshot(Key, sequence, Noon, status, null, [], new HostSnapshot(Reading<double>.Never(""), nothing, nothing, nothing, 1), []);
    }
}
