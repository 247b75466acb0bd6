using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using XnaiControl.Core.Metering.Forecasting;

namespace XnaiControl.Core.Metering.History;

/// <summary>Takes the sampler's values, answers from memory for minutes and from <c>control.db</c> for days.</summary>
internal sealed class TelemetryHistory(IDbContextFactory<MeteringDbContext> contexts, TimeProvider time) : ITelemetryHistory
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(3), Step = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly Dictionary<SeriesKey, Series> series = [];
    private List<(SeriesKey Key, HistoryPoint Point)> closed = [];

    public void Add(SeriesKey key, DateTimeOffset at, double value)
    {
        lock (gate)
        {
            if (!series.TryGetValue(key, out var one))
            {
                series[key] = one = new Series();
            }

            if (one.Add(at, value) is { } point)
            {
                closed.Add((key, point));
            }
        }
    }

    /// <summary>Puts a recorded minute back into memory, so that forecasts go on after a restart.</summary>
    public void Restore(SeriesKey key, HistoryPoint point)
    {
        lock (gate)
        {
            if (!series.TryGetValue(key, out var one))
            {
                series[key] = one = new Series();
            }

            one.Restore(point);
        }
    }

    /// <summary>Minutes that ended since the last call; with <paramref name="running"/> also those that run, for the program's end.</summary>
    public List<(SeriesKey Key, HistoryPoint Point)> TakeClosed(bool running = false)
    {
        lock (gate)
        {
            var forgetBefore = time.GetUtcNow() - TimeSpan.FromHours(1);
            foreach (var (key, one) in series)
            {
                // A series without values (its container stopped) closes its minute too, and leaves memory later.
                if ((running || time.GetUtcNow() - one.LastAt > TimeSpan.FromMinutes(1)) && one.Close() is { } point)
                {
                    closed.Add((key, point));
                }

                if (one.LastAt < forgetBefore && one.LastAt != DateTimeOffset.MinValue)
                {
                    series.Remove(key);
                }
            }

            var taken = closed;
            closed = [];
            return taken;
        }
    }

    public Forecast Forecast(SeriesKey key, long sizeBytes, DateTimeOffset now)
    {
        Span<UsePoint> points = stackalloc UsePoint[192];
        int count;
        lock (gate)
        {
            if (!series.TryGetValue(key, out var one))
            {
                return Metering.Forecast.None;
            }

            count = one.CopyTo(points, now, Lately, Step);
        }

        return Forecaster.Estimate(points[..count], sizeBytes);
    }

    public ImmutableArray<HistoryPoint> Recent(SeriesKey series, int maxPoints)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 1);
        var to = time.GetUtcNow();
        var points = ImmutableArray.CreateBuilder<HistoryPoint>();
        lock (gate)
        {
            if (this.series.TryGetValue(series, out var one))
            {
                one.Merge(to - Series.Kept, to, maxPoints, points);
            }
        }

        return points.ToImmutable();
    }

    public async Task<ImmutableArray<HistoryPoint>> QueryAsync(
        SeriesKey series, DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 1);
        var (first, last) = (HistoryTime.ToMicroseconds(from), HistoryTime.ToMicroseconds(to));
        if (last <= first)
        {
            return [];
        }

        var width = Math.Max(1, (last - first + maxPoints - 1) / maxPoints);
        var (service, metric, target) = series;
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var rows = await context.Minutes
                .Where(minute => context.Series.Any(row => row.Id == minute.SeriesId
                    && row.Engine == service.Stack.Engine && row.Stack == service.Stack.Stack && row.Service == service.Service
                    && row.Metric == metric && row.Target == target))
                .Where(minute => minute.AtMicroseconds >= first && minute.AtMicroseconds < last)
                .GroupBy(minute => (minute.AtMicroseconds - first) / width)
                .OrderBy(group => group.Key)
                .Select(group => new { group.Key, Min = group.Min(m => m.Min), Avg = group.Average(m => m.Avg), Max = group.Max(m => m.Max) })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(row => new HistoryPoint(HistoryTime.FromMicroseconds(first + (row.Key * width)), row.Min, row.Avg, row.Max))];
        }
    }
}

/// <summary>Times in the database: UTC microseconds since 1970.</summary>
internal static class HistoryTime
{
    public static long ToMicroseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long at) => DateTimeOffset.UnixEpoch.AddTicks(at * TimeSpan.TicksPerMicrosecond);
}
