using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.History;

/// <summary>
/// Keeps <c>control.db</c>: brings its tables up to date before anything runs, writes closed minutes in one batch, and
/// prunes what is too old. Has no timer; the sampler's beat calls it.
/// </summary>
internal sealed partial class HistoryWriter(
    IDbContextFactory<MeteringDbContext> contexts, TelemetryHistory history, MeteringOptions options, TimeProvider time, ILogger<HistoryWriter> log)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    /// <summary>Rows kept for another try while the database refuses: about half an hour of a large stack.</summary>
    private const int MostPending = 5000;

    private readonly Dictionary<SeriesKey, int> numbers = [];
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly List<(SeriesKey Key, HistoryPoint Point)> pending = [];
    private DateTimeOffset prunedAt;

    /// <summary>A database that cannot be used stops the start: history would be lost in silence.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            var since = HistoryTime.ToMicroseconds(time.GetUtcNow() - TimeSpan.FromHours(1));
            var recent = await context.Minutes.AsNoTracking()
                .Where(minute => minute.AtMicroseconds >= since)
                .Join(context.Series.Where(row => row.Metric == Metric.TmpfsUsed), minute => minute.SeriesId, row => row.Id, (minute, row) => new { minute, row })
                .OrderBy(pair => pair.minute.AtMicroseconds)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var pair in recent)
            {
                history.Restore(KeyOf(pair.row), new HistoryPoint(HistoryTime.FromMicroseconds(pair.minute.AtMicroseconds), pair.minute.Min, pair.minute.Avg, pair.minute.Max));
            }
        }
    }

    /// <summary>The minute that runs is written too: nothing is lost by a restart.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => WriteAsync(running: true, cancellationToken);

    /// <summary>Writes what has closed. Failures are logged and the rows kept for the next minute.</summary>
    public async Task WriteAsync(bool running, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            pending.AddRange(history.TakeClosed(running));
            if (pending.Count > 0)
            {
                await WriteBatchAsync(cancellationToken).ConfigureAwait(false);
                pending.Clear();
            }

            if (time.GetUtcNow() - prunedAt >= PruneEvery)
            {
                await PruneAsync(cancellationToken).ConfigureAwait(false);
                prunedAt = time.GetUtcNow();
            }
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException)
        {
            numbers.Clear();
            pending.RemoveRange(0, Math.Max(0, pending.Count - MostPending));
            LogNotWritten(e, pending.Count);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task WriteBatchAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            await NumberAsync(context, cancellationToken).ConfigureAwait(false);
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (var (key, point) in pending)
                {
                    // A restart within a minute writes that minute twice: the later part joins the earlier.
                    var (series, at) = (numbers[key], HistoryTime.ToMicroseconds(point.At));
                    await context.Database.ExecuteSqlAsync(
                        $"""
                         INSERT INTO MeteringMinutes (SeriesId, AtMicroseconds, Min, Avg, Max) VALUES ({series}, {at}, {point.Min}, {point.Avg}, {point.Max})
                         ON CONFLICT (SeriesId, AtMicroseconds) DO UPDATE SET
                         Min = min(Min, excluded.Min), Avg = (Avg + excluded.Avg) / 2, Max = max(Max, excluded.Max)
                         """,
                        cancellationToken).ConfigureAwait(false);
                }

                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task NumberAsync(MeteringDbContext context, CancellationToken cancellationToken)
    {
        if (numbers.Count == 0)
        {
            foreach (var row in await context.Series.AsNoTracking().ToListAsync(cancellationToken).ConfigureAwait(false))
            {
                numbers[KeyOf(row)] = row.Id;
            }
        }

        var added = new Dictionary<SeriesKey, SeriesRow>();
        foreach (var (key, _) in pending)
        {
            if (!numbers.ContainsKey(key) && !added.ContainsKey(key))
            {
                var (service, metric, target) = key;
                added[key] = new SeriesRow { Engine = service.Stack.Engine, Stack = service.Stack.Stack, Service = service.Service, Metric = metric, Target = target };
            }
        }

        if (added.Count == 0)
        {
            return;
        }

        context.Series.AddRange(added.Values);
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (key, row) in added)
        {
            numbers[key] = row.Id;
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var before = HistoryTime.ToMicroseconds(time.GetUtcNow() - options.HistoryRetention);
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            // Series by series, along the primary key: a scan over all minutes would hold the file for seconds.
            foreach (var id in await context.Series.Select(row => row.Id).ToListAsync(cancellationToken).ConfigureAwait(false))
            {
                await context.Minutes.Where(row => row.SeriesId == id && row.AtMicroseconds < before).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static SeriesKey KeyOf(SeriesRow row) => new(new ServiceKey(new StackKey(row.Engine, row.Stack), row.Service), row.Metric, row.Target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "History of {Count} minutes was not written to control.db; they are kept and tried again in a minute. Check free space and rights of the data folder.")]
    private partial void LogNotWritten(Exception exception, int count);
}
