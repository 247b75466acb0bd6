using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Shared;

/// <summary>A stretch without readings, in percent of the plot's width.</summary>
public readonly record struct ChartHole(double Left, double Width, string Label);

/// <summary>A time below the plot, in percent of its width.</summary>
public readonly record struct ChartTick(double Left, DateTimeOffset At);

/// <summary>
/// A history as marks in a 1000 x 150 box, made by the server: average line, minimum-maximum band, gaps as facts, and
/// the forecast's 80 % interval as a cone. Y runs from 0 to the limit.
/// </summary>
public sealed record ChartView(
    string Line, string Band, string Cone, ImmutableArray<ChartHole> Holes, ImmutableArray<ChartTick> Ticks,
    double NowLeft, double? LastTop, double Top)
{
    public const int Width = 1000;
    public const int Height = 150;

    /// <summary>Room right of now for the forecast, as a share of the plot.</summary>
    private const double Ahead = 0.12;

    /// <summary>An idle service's scale ends at 1 % of a core instead of at nothing.</summary>
    private const double SmallestTop = 0.01;

    /// <param name="limit">0 when there is none.</param>
    public static ChartView Of(ImmutableArray<HistoryPoint> points, DateTimeOffset now, TimeSpan range, double limit, Forecast? forecast)
    {
        var from = now - range;
        var ahead = forecast is { Trend: Trend.Filling } && limit > 0;
        var length = range.TotalSeconds * (ahead ? 1 / (1 - Ahead) : 1.02);
        var highest = points.IsEmpty ? 0 : points.Max(p => p.Max);
        var top = limit > 0 ? Math.Max(limit, highest) * 1.02 : Math.Max(highest, SmallestTop) * 1.2;
        var scale = new Scale(from, length, top);
        var gap = Gap(points, range);
        var (line, band) = Marks(points, gap, scale);
        var nowX = scale.X(now);
        return new(
            line, band, ahead ? ConeOf(points, forecast!, limit, now, scale) : "", HolesOf(points, gap, scale), TicksOf(from, range, scale),
            nowX / Width * 100, points.IsEmpty ? null : scale.Y(points[^1].Avg), top);
    }

    /// <summary>Where a value stands, in pixels from the top.</summary>
    public double Y(double value) => Height * (1 - Math.Clamp(value / Top, 0, 1));

    private static TimeSpan Gap(ImmutableArray<HistoryPoint> points, TimeSpan range)
    {
        var steps = points.Zip(points.Skip(1), (a, b) => (b.At - a.At).TotalSeconds).Order().ToArray();
        return TimeSpan.FromSeconds(steps.Length == 0 ? range.TotalSeconds : Math.Max(steps[steps.Length / 2] * 2.5, range.TotalSeconds / 200));
    }

    private static (string Line, string Band) Marks(ImmutableArray<HistoryPoint> points, TimeSpan gap, Scale scale)
    {
        var (line, band) = (new StringBuilder(), new StringBuilder());
        for (var start = 0; start < points.Length;)
        {
            var end = start;
            while (end + 1 < points.Length && points[end + 1].At - points[end].At <= gap)
            {
                end++;
            }

            for (var i = start; i <= end; i++)
            {
                Append(line, i == start ? 'M' : 'L', scale.X(points[i].At), scale.Y(points[i].Avg));
                Append(band, i == start ? 'M' : 'L', scale.X(points[i].At), scale.Y(points[i].Max));
            }

            for (var i = end; i >= start; i--)
            {
                Append(band, 'L', scale.X(points[i].At), scale.Y(points[i].Min));
            }

            band.Append('z');
            start = end + 1;
        }

        return (line.ToString(), band.ToString());
    }

    private static ImmutableArray<ChartHole> HolesOf(ImmutableArray<HistoryPoint> points, TimeSpan gap, Scale scale) =>
    [
        .. points.Zip(points.Skip(1))
            .Where(pair => pair.Second.At - pair.First.At > gap)
            .Select(pair => new ChartHole(
                scale.X(pair.First.At) / Width * 100,
                (scale.X(pair.Second.At) - scale.X(pair.First.At)) / Width * 100,
                $"no readings {Format.Duration(pair.Second.At - pair.First.At)}")),
    ];

    private static ImmutableArray<ChartTick> TicksOf(DateTimeOffset from, TimeSpan range, Scale scale) =>
        [.. Enumerable.Range(0, 4).Select(i => from + range * i / 4).Select(at => new ChartTick(scale.X(at) / Width * 100, at))];

    private static string ConeOf(ImmutableArray<HistoryPoint> points, Forecast forecast, double limit, DateTimeOffset now, Scale scale)
    {
        if (points.IsEmpty || forecast is not { Earliest: { } earliest })
        {
            return "";
        }

        var value = points[^1].Avg;
        var room = scale.Seconds(now);
        var (fast, slow) = (Along(value, limit, earliest, room), Along(value, limit, forecast.Latest, room));
        var cone = new StringBuilder();
        Append(cone, 'M', scale.X(now), scale.Y(value));
        Append(cone, 'L', scale.X(now.AddSeconds(fast.Seconds)), scale.Y(fast.Value));
        if (slow.Seconds > fast.Seconds || slow.Value < fast.Value)
        {
            // Between both ends the interval follows the limit, then the edge of the plot.
            Append(cone, 'L', scale.X(now.AddSeconds(slow.Seconds)), scale.Y(fast.Value));
            Append(cone, 'L', scale.X(now.AddSeconds(slow.Seconds)), scale.Y(slow.Value));
        }

        return cone.Append('z').ToString();
    }

    private static (double Seconds, double Value) Along(double value, double limit, TimeSpan? full, double room)
    {
        if (full is not { TotalSeconds: > 0 } time)
        {
            return (room, value);
        }

        return time.TotalSeconds <= room ? (time.TotalSeconds, limit) : (room, value + (limit - value) * room / time.TotalSeconds);
    }

    private static void Append(StringBuilder path, char command, double x, double y) =>
        path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.#} {y:0.#}");

    private readonly record struct Scale(DateTimeOffset From, double Length, double Top)
    {
        public double X(DateTimeOffset at) => Math.Clamp((at - From).TotalSeconds / Length, 0, 1) * Width;

        public double Y(double value) => Height * (1 - Math.Clamp(value / Top, 0, 1));

        public double Seconds(DateTimeOffset at) => Length - (at - From).TotalSeconds;
    }
}
