using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Live;

/// <summary>The sparks of a table, drawn anew at most every 15 seconds: a picture of 15 minutes needs no more.</summary>
public sealed class SparkBoard(ITelemetryHistory history, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private const int Points = 42;

    private readonly Dictionary<SeriesKey, SparkPath> paths = [];
    private DateTimeOffset drawnAt = DateTimeOffset.MinValue;

    /// <summary>Forgets what is older than the beat; call once per snapshot.</summary>
    public void Refresh()
    {
        var now = time.GetUtcNow();
        if (now - drawnAt >= Beat)
        {
            paths.Clear();
            drawnAt = now;
        }
    }

    public SparkPath Of(SeriesKey series)
    {
        if (!paths.TryGetValue(series, out var path))
        {
            paths[series] = path = SparkPath.Of(history.Recent(series, Points));
        }

        return path;
    }
}
