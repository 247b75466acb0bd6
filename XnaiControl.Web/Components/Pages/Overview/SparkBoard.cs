using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Overview;

/// <summary>The CPU sparks of a table, drawn anew at most every 15 seconds: a picture of 15 minutes needs no more.</summary>
internal sealed class SparkBoard(ITelemetryHistory history, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private const int Points = 42;

    private readonly Dictionary<ServiceKey, SparkPath> paths = [];
    private DateTimeOffset drawnAt = DateTimeOffset.MinValue;

    public void Refresh()
    {
        var now = time.GetUtcNow();
        if (now - drawnAt >= Beat)
        {
            paths.Clear();
            drawnAt = now;
        }
    }

    public SparkPath Of(ServiceKey service)
    {
        if (!paths.TryGetValue(service, out var path))
        {
            paths[service] = path = SparkPath.Of(history.Recent(new SeriesKey(service, Metric.Cpu), Points));
        }

        return path;
    }
}
