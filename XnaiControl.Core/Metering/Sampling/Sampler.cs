using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Cgroups;
using XnaiControl.Core.Metering.HealthChecks;
using XnaiControl.Core.Metering.History;
using XnaiControl.Core.Metering.Hosts;
using XnaiControl.Core.Metering.Kernel;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>
/// The only timer of the program. Beats every second while someone follows a stack, else every ten; news from the
/// engine, the kernel or the compose files wake it in between. One loop, so nothing here overlaps; what takes longer
/// than a file read runs beside it.
/// </summary>
internal sealed partial class Sampler(
    IEnumerable<IEngineMonitor> monitors,
    IStackCatalog catalog,
    SnapshotStore store,
    UpLogReader upLogs,
    TelemetryHistory history,
    HistoryWriter writer,
    HealthCheckRunner healthChecks,
    MeteringOptions options,
    XnaiOptions xnai,
    TimeProvider time,
    ILogger<Sampler> log) : BackgroundService
{
    private const int Beat = 1, Change = 2;

    private static readonly TimeSpan SlowBeat = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ConcurrentQueue<(string Container, int Pid)> kernelNews = new();
    private readonly Dictionary<StackKey, StackBuilder> builders = [];
    private ImmutableArray<SampledEngine> engines = [];
    private HostProbe? hostProbe;
    private HostSnapshot? host;
    private int pending;
    private DateTimeOffset slowBeatAt;
    private long writtenMinute = long.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watch = new KernelWatch((container, pid) => Tell(container, pid), folder => Tell(folder, 0));
        using var probe = new HostProbe(xnai.Data);
        hostProbe = probe;
        var layout = CgroupLayout.OfThisHost();
        engines = [.. monitors.Select(monitor => new SampledEngine(monitor, layout, watch, time, () => Raise(Change)))];
        using var timer = time.CreateTimer(_ => Raise(Beat), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        store.OnFollowed = () => Raise(Beat);
        var pumps = engines.Select(engine => PumpAsync(engine.Monitor.Subscribe(), stoppingToken)).Append(PumpAsync(catalog.Subscribe(), stoppingToken)).ToArray();
        try
        {
            Raise(Beat);
            while (await wake.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                wake.Reader.TryRead(out _);
                Step(timer, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(pumps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            store.OnFollowed = null;
            foreach (var engine in engines)
            {
                engine.Dispose();
            }
        }
    }

    private void Step(ITimer timer, CancellationToken stoppingToken)
    {
        var flags = Interlocked.Exchange(ref pending, 0);
        var beat = (flags & Beat) != 0;
        if (beat)
        {
            // From beginning to beginning: the beat does not drift with its own duration.
            timer.Change(store.IsFollowed ? options.WatchedInterval : options.IdleInterval, Timeout.InfiniteTimeSpan);
        }

        try
        {
            TakeKernelNews(stoppingToken);
            Sample(beat, stoppingToken);
        }
#pragma warning disable CA1031 // One bad beat must not end the sampler: the next may be good, and the log tells.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogBeatFailed(e);
        }
    }

    private void Sample(bool beat, CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        if (beat || host is null)
        {
            host = hostProbe!.Read(now);
        }

        var declarations = catalog.Declarations;
        foreach (var engine in engines)
        {
            engine.Follow(now);
            engine.Read(record => DeclaredFor(declarations, record), beat, now);
        }

        Publish(declarations, beat, now);
        if (beat)
        {
            AfterBeat(now, stoppingToken);
        }
    }

    private void Publish(ImmutableArray<StackDeclaration> declarations, bool beat, DateTimeOffset now)
    {
        var keys = StackKeys.Of(declarations, engines);
        foreach (var (key, engine, declaration) in keys)
        {
            if (!builders.TryGetValue(key, out var builder))
            {
                builders[key] = builder = new StackBuilder(key, upLogs, history, options);
            }

            store.Publish(builder.Build(engine, declaration, host!, beat, now));
        }

        if (builders.Count > keys.Count)
        {
            var kept = keys.Select(stack => stack.Key).ToHashSet();
            foreach (var gone in builders.Keys.Where(key => !kept.Contains(key)).ToList())
            {
                builders.Remove(gone);
            }

            store.Keep(kept);
        }
    }

    private void AfterBeat(DateTimeOffset now, CancellationToken stoppingToken)
    {
        foreach (var engine in engines)
        {
            healthChecks.RunDue(engine.Monitor, stoppingToken);
        }

        if (now - slowBeatAt >= SlowBeat)
        {
            slowBeatAt = now;
            foreach (var engine in engines)
            {
                engine.WatchFolders();
            }
        }

        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != writtenMinute)
        {
            writtenMinute = minute;
            _ = WriteHistoryAsync(stoppingToken);
        }
    }

    private async Task WriteHistoryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Run(() => writer.WriteAsync(running: false, stoppingToken), stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The writer's own stop writes the rest.
        }
    }

    private void TakeKernelNews(CancellationToken stoppingToken)
    {
        var now = time.GetUtcNow();
        while (kernelNews.TryDequeue(out var news))
        {
            foreach (var engine in engines)
            {
                if (news.Pid > 0)
                {
                    engine.Ended(news.Container, news.Pid, now, stoppingToken);
                }
                else if (RuntimeFolders.ContainerIn(news.Container) is { } id)
                {
                    engine.Appeared(id, stoppingToken);
                }
            }
        }
    }

    /// <summary>From the watch's thread: a process that ended, or (pid 0) a folder that appeared.</summary>
    private void Tell(string container, int pid)
    {
        kernelNews.Enqueue((container, pid));
        Raise(Change);
    }

    private void Raise(int flag)
    {
        Interlocked.Or(ref pending, flag);
        wake.Writer.TryWrite(true);
    }

    private async Task PumpAsync(ChangeSubscription subscription, CancellationToken stoppingToken)
    {
        using (subscription)
        {
            while (await subscription.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                subscription.Reader.TryRead(out _);
                Raise(Change);
            }
        }
    }

    private static DeclaredService? DeclaredFor(ImmutableArray<StackDeclaration> declarations, ContainerRecord record)
    {
        foreach (var declaration in declarations)
        {
            foreach (var service in declaration.Services)
            {
                if (declaration.Project == record.Project ? service.Name == record.Service : record.Project is null && service.ContainerName == record.Name)
                {
                    return service;
                }
            }
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A beat of the sampler failed; the snapshots stay as they were until the next one")]
    private partial void LogBeatFailed(Exception exception);
}
