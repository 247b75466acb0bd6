using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering;

/// <summary>What is recorded per service; tmpfs metrics carry a mount target.</summary>
public enum Metric
{
    /// <summary>Share of one core.</summary>
    Cpu,
    /// <summary>Bytes.</summary>
    Memory,
    /// <summary>Bytes used.</summary>
    TmpfsUsed,
    /// <summary>0 to 1.</summary>
    TmpfsInodes,
}

/// <param name="Target">Mount target for tmpfs metrics, else empty.</param>
public readonly record struct SeriesKey(ServiceKey Service, Metric Metric, string Target = "");

/// <summary>Minimum, average and maximum of a series over one interval that starts at <paramref name="At"/>.</summary>
public readonly record struct HistoryPoint(DateTimeOffset At, double Min, double Avg, double Max);

/// <summary>Recorded readings: the last 15 minutes in memory, 1-minute rows for 30 days in <c>control.db</c>.</summary>
public interface ITelemetryHistory
{
    /// <summary>The last 15 minutes, oldest first, at the sampler's beat, at most <paramref name="maxPoints"/> points; gaps stay gaps.</summary>
    ImmutableArray<HistoryPoint> Recent(SeriesKey series, int maxPoints);

    /// <summary>1-minute rows merged to at most <paramref name="maxPoints"/> equal intervals, oldest first, empty intervals left out.</summary>
    Task<ImmutableArray<HistoryPoint>> QueryAsync(SeriesKey series, DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken);
}
