using XnaiControl.Core.Metering;
using XnaiControl.Core.Metering.Alerts;
using static XnaiControl.Tests.Metering.Records;

namespace XnaiControl.Tests.Metering;

public class AlertBookTests
{
    private readonly MeteringOptions _options = new();

    [Fact]
    public void A_level_is_left_only_clearly_below_it_and_keeps_its_beginning()
    {
        var book = new AlertBook(_options);
        Assert.Empty(book.Update([Service(0.79)], Noon));
        Assert.Equal((AlertLevel.Warning, Noon), Of(book.Update([Service(0.80)], Noon)));
        Assert.Equal((AlertLevel.Warning, Noon), Of(book.Update([Service(0.78)], Noon.AddSeconds(1))));
        Assert.Equal((AlertLevel.Critical, Noon.AddSeconds(2)), Of(book.Update([Service(0.96)], Noon.AddSeconds(2))));
        Assert.Equal((AlertLevel.Critical, Noon.AddSeconds(2)), Of(book.Update([Service(0.93)], Noon.AddSeconds(3))));
        Assert.Equal((AlertLevel.Warning, Noon.AddSeconds(4)), Of(book.Update([Service(0.90)], Noon.AddSeconds(4))));
        Assert.Empty(book.Update([Service(0.5)], Noon.AddSeconds(5)));
    }

    [Fact]
    public void Inodes_and_memory_have_their_own_and_the_worst_comes_first()
    {
        var alerts = new AlertBook(_options).Update([Service(0.85, 0.99, 0.9)], Noon);
        Assert.Equal(["inodes", "memory", "tmpfs"], alerts.Select(alert => alert.Subject));
    }

    [Fact]
    public void Unchanged_alerts_are_the_same_instance_and_gone_services_have_none()
    {
        var book = new AlertBook(_options);
        var first = book.Update([Service(0.9)], Noon);
        Assert.True(first == book.Update([Service(0.9)], Noon.AddSeconds(1)));
        Assert.Empty(book.Update([], Noon.AddSeconds(2)));
    }

    [Fact]
    public void Levels_may_change_while_it_runs()
    {
        var book = new AlertBook(_options);
        Assert.Empty(book.Update([Service(0.6)], Noon));
        _options.WarningShare = 0.5;
        Assert.Single(book.Update([Service(0.6)], Noon));
    }

    private static (AlertLevel, DateTimeOffset) Of(System.Collections.Immutable.ImmutableArray<Alert> alerts) => (Assert.Single(alerts).Level, alerts[0].Since);
}
