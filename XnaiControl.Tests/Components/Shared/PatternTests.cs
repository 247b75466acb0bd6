using System.Collections.Immutable;
using Bunit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Tests.Components.Shared;

public class PatternTests : PageTest
{
    [Theory]
    [InlineData(0.44, 0, "g", 44)]
    [InlineData(0.83, 0.09, "g warn", 83)]
    [InlineData(0.97, 0, "g crit", 97)]
    public void A_gauge_is_a_meter_with_its_tone(double share, double growth, string css, int value)
    {
        var gauge = Render<Gauge>(p => p.Add(g => g.View, GaugeView.Of(share, growth)).Add(g => g.Label, "redis /data").Add(g => g.Text, "in words"));

        var meter = gauge.Find("[role=meter]");
        Assert.Equal(css, meter.ClassName!.Trim());
        Assert.Equal($"{value}", meter.GetAttribute("aria-valuenow"));
        Assert.Equal("in words", meter.GetAttribute("aria-valuetext"));
        Assert.Equal(growth > 0, gauge.FindAll("i.f").Count == 1);
    }

    [Fact]
    public void A_gauge_that_was_never_read_is_no_meter() =>
        Assert.Empty(Render<Gauge>(p => p.Add(g => g.View, GaugeView.Never).Add(g => g.Label, "x")).FindAll("[role=meter]"));

    [Fact]
    public void Every_state_has_a_word_and_an_icon_of_the_sprite()
    {
        var shapes = IconSprite.Shapes.Select(s => s.Name).ToHashSet();

        Assert.All(Enum.GetValues<ServiceState>(), state => Assert.Contains(StateWord.Of(state).Icon, shapes));
        Assert.All(Enum.GetValues<XnaiControl.Core.Operations.OperationState>(), state => Assert.Contains(StateWord.Of(state).Icon, shapes));
        Assert.Equal(Enum.GetValues<ServiceState>().Length, Enum.GetValues<ServiceState>().Select(s => StateWord.Of(s).Word).Distinct().Count());
    }

    [Fact]
    public void A_reading_keeps_its_last_value_and_the_reason()
    {
        var failed = Render<ReadingText>(p => p.Add(r => r.Value, "402").Add(r => r.Unit, "MiB").Add(r => r.At, Sample.Now.AddMinutes(-3)).Add(r => r.Failure, "Permission denied"));
        var never = Render<ReadingText>(p => p.Add(r => r.Value, "").Add(r => r.At, null).Add(r => r.Failure, "Container not created"));

        Assert.Contains("402", failed.Find(".old-value").TextContent, StringComparison.Ordinal);
        Assert.Contains("Permission denied, 3 min ago", string.Concat(failed.Nodes.Select(node => node.TextContent)), StringComparison.Ordinal);
        Assert.Contains("no reading", never.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_beat_changes_an_age_by_attribute_only()
    {
        var age = Render<Age>(p => p.Add(a => a.At, Sample.Now.AddSeconds(-14)));
        Assert.Equal("14 s ago", age.Find("time").TextContent);

        Time.Advance(TimeSpan.FromSeconds(5));
        age.Render(p => p.Add(a => a.At, Sample.Now.AddSeconds(4)));

        Assert.Equal("14 s ago", age.Find("time").TextContent);
        Assert.Equal($"{Sample.Now.AddSeconds(4).ToUnixTimeMilliseconds()}", age.Find("time").GetAttribute("data-age"));
    }

    [Fact]
    public void A_spark_breaks_at_a_gap()
    {
        HistoryPoint At(double seconds, double value) => new(Sample.Now.AddSeconds(seconds), value, value, value);
        ImmutableArray<HistoryPoint> points = [At(0, 1), At(20, 2), At(40, 1), At(600, 2), At(620, 1)];

        var spark = SparkPath.Of(points);

        Assert.Equal(2, spark.Line.Count(c => c == 'M'));
        Assert.Same(SparkPath.Empty, SparkPath.Of([At(0, 1)]));
    }

    [Fact]
    public void A_chart_has_gaps_a_cone_and_room_for_it()
    {
        var now = Sample.Now;
        var points = Enumerable.Range(0, 96).Where(i => i is < 40 or > 44).Select(i => new HistoryPoint(now.AddMinutes(-15 * (96 - i)), 40 + i * 0.4, 41 + i * 0.4, 42 + i * 0.4)).ToImmutableArray();
        var forecast = new Forecast(Trend.Filling, 1, TimeSpan.FromHours(2), TimeSpan.FromHours(1.5), TimeSpan.FromHours(2.5));

        var chart = ChartView.Of(points, now, TimeSpan.FromHours(24), 100, forecast);

        var hole = Assert.Single(chart.Holes);
        Assert.Equal("no readings 1 h 30 min", hole.Label);
        Assert.NotEmpty(chart.Cone);
        Assert.InRange(chart.NowLeft, 87, 89);
        Assert.Equal(0, chart.Y(chart.Top));
        Assert.Equal(150, chart.Y(0));
    }
}
