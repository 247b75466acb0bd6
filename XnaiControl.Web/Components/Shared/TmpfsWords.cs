using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Shared;

/// <summary>A tmpfs in words and as a gauge; Overview, Storage and the service page say the same.</summary>
public static class TmpfsWords
{
    /// <summary>The time to full, or why there is none: <c>1 h 50 min</c>, <c>steady</c>.</summary>
    public static string TimeToFull(Forecast forecast) => forecast.Trend switch
    {
        Trend.Filling when forecast.TimeToFull is { } time => Format.Duration(Whole(time)),
        Trend.Filling => "filling",
        Trend.Steady => "steady",
        Trend.Draining => "draining",
        Trend.Full => "full",
        _ => "measuring",
    };

    /// <summary>The same as part of a sentence: <c>full in 1 h 50 min</c>.</summary>
    public static string Outlook(Forecast forecast) =>
        forecast is { Trend: Trend.Filling, TimeToFull: not null } ? "full in " + TimeToFull(forecast) : TimeToFull(forecast);

    /// <summary>The interval around the time to full, <c>1 h 25 min to 2 h 15 min</c>; null without one.</summary>
    public static string? Interval(Forecast forecast) => (forecast.Earliest, forecast.Latest) switch
    {
        ({ } earliest, { } latest) => $"{Format.Duration(Whole(earliest))} to {Format.Duration(Whole(latest))}",
        ({ } earliest, null) => $"{Format.Duration(Whole(earliest))} at the earliest",
        _ => null,
    };

    public static GaugeView Gauge(TmpfsSnapshot mount, MeteringOptions levels, bool stale)
    {
        if (mount.Reading.Value is not { } reading || !mount.Reading.HasValue)
        {
            return GaugeView.Never;
        }

        var growth = mount.Forecast.Trend == Trend.Filling && reading.SizeBytes > 0 ? mount.Forecast.BytesPerSecond * 3600 / reading.SizeBytes : 0;
        return GaugeView.Of(reading.UsedShare, growth, levels.WarningShare, levels.CriticalShare, stale || mount.Reading.Failure is not null);
    }

    /// <summary>The value of a gauge for those who cannot see it.</summary>
    public static string Meter(TmpfsSnapshot mount) => mount.Reading.Value is { } reading
        ? $"{Format.Percent(reading.UsedShare)} %, {Format.SizeOf(reading.UsedBytes, reading.SizeBytes)}, {Outlook(mount.Forecast)}"
        : mount.Reading.Failure ?? "never read";

    // A forecast is worth whole seconds at most.
    private static TimeSpan Whole(TimeSpan time) => time < TimeSpan.FromSeconds(10) ? TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)) : time;
}
