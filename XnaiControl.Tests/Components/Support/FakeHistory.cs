using System.Collections.Immutable;
using XnaiControl.Core.Metering;

namespace XnaiControl.Tests.Components.Support;

/// <summary>History from a function of the series; empty unless a test says otherwise.</summary>
public sealed class FakeHistory : ITelemetryHistory
{
    public Func<SeriesKey, DateTimeOffset, DateTimeOffset, int, ImmutableArray<HistoryPoint>> Points { get; set; } = (_, _, _, _) => [];

    public int Reads { get; private set; }

    public ImmutableArray<HistoryPoint> Recent(SeriesKey series, int maxPoints)
    {
        Reads++;
        return Points(series, Sample.Now.AddMinutes(-15), Sample.Now, maxPoints);
    }

    public Task<ImmutableArray<HistoryPoint>> QueryAsync(SeriesKey series, DateTimeOffset from, DateTimeOffset to, int maxPoints, CancellationToken cancellationToken)
    {
        Reads++;
        return Task.FromResult(Points(series, from, to, maxPoints));
    }
}
