namespace XnaiControl.Core.Metering.Forecasting;

/// <summary>One use of a tmpfs at a time.</summary>
internal readonly record struct UsePoint(DateTimeOffset At, double Bytes);

/// <summary>
/// Time to full from the uses of the last hour. Starts anew after a reset (rotated or deleted files), and believes
/// the last minutes alone when they contradict the hour.
/// </summary>
internal static class Forecaster
{
    private const int Fewest = 6, Most = 72;

    /// <summary>A fall by this share of the size between two points is a reset, not noise.</summary>
    private const double ResetShare = 0.05;

    /// <summary>Nothing is called filling that would take longer.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30);

    private static readonly TimeSpan ShortestSpan = TimeSpan.FromSeconds(5), Lately = TimeSpan.FromMinutes(3);

    /// <param name="points">Oldest first, the newest being the present use.</param>
    /// <param name="sizeBytes">0 for an unlimited tmpfs: nothing to fill.</param>
    public static Forecast Estimate(ReadOnlySpan<UsePoint> points, long sizeBytes)
    {
        if (points.IsEmpty || sizeBytes <= 0)
        {
            return Forecast.None;
        }

        var used = points[^1].Bytes;
        var tooth = AfterReset(points, sizeBytes);
        if (used >= sizeBytes)
        {
            return new Forecast(Trend.Full, 0, TimeSpan.Zero, null, null);
        }

        if (tooth.Length < Fewest || tooth[^1].At - tooth[0].At < ShortestSpan)
        {
            return Forecast.None;
        }

        if (IsFlat(tooth))
        {
            return new Forecast(Trend.Steady, 0, null, null, null);
        }

        return Judge(SlopeOf(tooth), sizeBytes - used);
    }

    private static Forecast Judge(Slope? estimate, double free)
    {
        if (estimate is not { } slope)
        {
            return Forecast.None;
        }

        if (slope.High < 0)
        {
            return new Forecast(Trend.Draining, slope.Median, null, null, null);
        }

        var fills = slope.Median > 0 ? free / slope.Median : double.PositiveInfinity;
        if (slope.Low < 0 || slope.Median <= 0 || fills > Horizon.TotalSeconds)
        {
            return new Forecast(Trend.Steady, slope.Median, null, null, null);
        }

        var latest = slope.Low > 0 ? free / slope.Low : double.PositiveInfinity;
        return new Forecast(
            Trend.Filling,
            slope.Median,
            TimeSpan.FromSeconds(fills),
            TimeSpan.FromSeconds(free / slope.High),
            latest <= Horizon.TotalSeconds ? TimeSpan.FromSeconds(latest) : null);
    }

    private static Slope? SlopeOf(ReadOnlySpan<UsePoint> tooth)
    {
        var whole = Fit(tooth);
        var from = tooth.Length - 1;
        while (from > 0 && tooth[^1].At - tooth[from - 1].At <= Lately)
        {
            from--;
        }

        var lately = tooth[from..];
        if (from == 0 || lately.Length < Fewest || lately[^1].At - lately[0].At < Lately / 2)
        {
            return whole;
        }

        // Intervals apart: the pace has changed, and only the last minutes tell about the future.
        return Fit(lately) is { } recent && whole is { } hour && (recent.Low > hour.High || recent.High < hour.Low) ? recent : whole;
    }

    private static Slope? Fit(ReadOnlySpan<UsePoint> points)
    {
        var count = Math.Min(points.Length, Most);
        Span<double> seconds = stackalloc double[count];
        Span<double> values = stackalloc double[count];
        for (var i = 0; i < count; i++)
        {
            var point = points[count == points.Length ? i : (int)((long)i * (points.Length - 1) / (count - 1))];
            seconds[i] = (point.At - points[0].At).TotalSeconds;
            values[i] = point.Bytes;
        }

        LevelOut(values);
        return TheilSen.Estimate(seconds, values);
    }

    /// <summary>
    /// One file written at once lifts the level without telling a pace: a step that makes up most of the growth, with
    /// everything before below everything after, is taken out.
    /// </summary>
    private static void LevelOut(Span<double> values)
    {
        var largest = 1;
        var (lowest, highest) = (values[0], values[0]);
        for (var i = 1; i < values.Length; i++)
        {
            largest = values[i] - values[i - 1] > values[largest] - values[largest - 1] ? i : largest;
            lowest = Math.Min(lowest, values[i]);
            highest = Math.Max(highest, values[i]);
        }

        var step = values[largest] - values[largest - 1];
        if (step <= (highest - lowest) / 2)
        {
            return;
        }

        var before = double.MinValue;
        var after = double.MaxValue;
        for (var i = 0; i < values.Length; i++)
        {
            (before, after) = i < largest ? (Math.Max(before, values[i]), after) : (before, Math.Min(after, values[i]));
        }

        if (after > before)
        {
            foreach (ref var value in values[largest..])
            {
                value -= step;
            }
        }
    }

    private static ReadOnlySpan<UsePoint> AfterReset(ReadOnlySpan<UsePoint> points, long sizeBytes)
    {
        for (var i = points.Length - 1; i > 0; i--)
        {
            if (points[i - 1].Bytes - points[i].Bytes > sizeBytes * ResetShare)
            {
                return points[i..];
            }
        }

        return points;
    }

    private static bool IsFlat(ReadOnlySpan<UsePoint> points)
    {
        foreach (var point in points)
        {
            if (point.Bytes != points[0].Bytes)
            {
                return false;
            }
        }

        return true;
    }
}
