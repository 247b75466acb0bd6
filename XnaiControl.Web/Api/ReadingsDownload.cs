using System.Globalization;
using System.Text;
using XnaiControl.Core.Access;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Hosting.SignIn;

namespace XnaiControl.Web.Api;

/// <summary>
/// The recorded readings of a stack's tmpfs mounts as CSV, streamed: one record per mount, metric and minute, oldest
/// first, as far back as the history is kept.
/// </summary>
internal static class ReadingsDownload
{
    private const int KeptMinutes = 30 * 24 * 60;

    private static readonly (Metric Metric, string Name, string Unit, string Format)[] Metrics =
        [(Metric.TmpfsUsed, "used", "bytes", "0"), (Metric.TmpfsInodes, "inodes used", "share", "0.######")];

    public static void MapReadingsDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stacks/{stack}/readings.csv", SendAsync).RequireAuthorization();

    internal static async Task WriteAsync(TextWriter text, StackSnapshot snapshot, ITelemetryHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var csv = new CsvWriter(text);
        await csv.WriteAsync("time", "service", "mount", "metric", "unit", "minimum", "average", "maximum");
        // Whole minutes, so that each interval of the query is one recorded minute.
        var to = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);
        foreach (var (service, target) in snapshot.Services.SelectMany(Mounts))
        {
            foreach (var (metric, name, unit, format) in Metrics)
            {
                var series = new SeriesKey(new ServiceKey(snapshot.Key, service), metric, target);
                foreach (var point in await history.QueryAsync(series, to.AddMinutes(-KeptMinutes), to, KeptMinutes, cancellationToken))
                {
                    await csv.WriteAsync(
                        point.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), service, target, name, unit,
                        point.Min.ToString(format, CultureInfo.InvariantCulture), point.Avg.ToString(format, CultureInfo.InvariantCulture), point.Max.ToString(format, CultureInfo.InvariantCulture));
                }
            }
        }
    }

    private static async Task SendAsync(string stack, HttpContext context, ISnapshotStore store, ITelemetryHistory history, IPermissionReader permissions, TimeProvider time)
    {
        var end = context.RequestAborted;
        if (!await permissions.IsAllowedAsync(SessionClaims.ToActor(context.User).UserId, Permission.ViewStack, end))
        {
            await Downloads.SayAsync(context, StatusCodes.Status403Forbidden, "The readings were not sent: your role may not see this stack. Ask an administrator.");
            return;
        }

        if (store.Find(store.Stacks.FirstOrDefault(key => key.Stack == stack)) is not { } snapshot)
        {
            await Downloads.SayAsync(context, StatusCodes.Status404NotFound, $"The panel has no picture of a stack called {stack}, so there are no readings of it. Open Storage to see what it knows.");
            return;
        }

        Downloads.Announce(context, $"{stack}-readings.csv", "text/csv; charset=utf-8; header=present");
        await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(false), 32 << 10);
        await WriteAsync(text, snapshot, history, time.GetUtcNow(), end);
    }

    /// <summary>What is mounted now, and what is declared: a stopped service has a past.</summary>
    private static IEnumerable<(string Service, string Target)> Mounts(ServiceSnapshot service) =>
        (service.Declared?.Mounts ?? []).Where(mount => mount.Kind == DeclaredMountKind.Tmpfs).Select(mount => mount.Target)
            .Union(service.Containers.SelectMany(container => container.Tmpfs).Select(mount => mount.Target), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(target => (service.Name, target));
}
