using XnaiControl.Core.Engine;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>
/// Follows one service's log into a ring and hands the browser at most four batches a second. The hand-over is awaited:
/// a slow browser gets fewer batches, never a queue.
/// </summary>
public sealed class LogFollower : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(2);

    // Podman before 4.7 glues a line that was written in parts to the line before it, in a tail only (containers/podman
    // #19545). Reading all of a log instead costs the engine seconds, so the first lines may show it; the download does not.
    private const int FirstLines = 500;

    private readonly LogRing ring;
    private readonly IEngineMonitor monitor;
    private readonly TimeProvider time;
    private readonly Func<LogBatch, Task> send;
    private readonly CancellationTokenSource ended = new();
    private readonly Task sending;
    private CancellationTokenSource? reading;
    private Task read = Task.CompletedTask;
    private (string? Id, DateTimeOffset? StartedAt) followed;
    private DateTimeOffset? lastAt;
    private DateTimeOffset endedAt;

    public LogFollower(LogRing ring, IEngineMonitor monitor, TimeProvider time, Func<LogBatch, Task> send)
    {
        (this.ring, this.monitor, this.time, this.send) = (ring, monitor, time, send);
        sending = SendAsync(ended.Token);
    }

    /// <summary>Turns to a container, or opens the stream of the same one anew when it has ended and the container runs.</summary>
    public async Task FollowAsync(ContainerRecord container)
    {
        var (id, startedAt) = (container.Id, container.StartedAt);
        var same = followed.Id == id;
        var restarted = same && followed.StartedAt != startedAt;
        var lost = same && !restarted && container.Pid > 0 && time.GetUtcNow() - endedAt > Wait
            && monitor.Current.Status.Reachability != EngineReachability.Unreachable;
        if (ended.IsCancellationRequested || (same && !(read.IsCompleted && (restarted || lost))))
        {
            return;
        }

        if (followed.Id is not null)
        {
            ring.Note(!same ? "A new container: it was recreated" : restarted ? "The container was started again" : "The log was opened again");
        }

        var since = restarted ? startedAt : lastAt;
        var request = same && since is not null ? new LogRequest(null, true, since) : new LogRequest(FirstLines, true);
        followed = (id, startedAt);
        lastAt = same ? lastAt : null;
        await StopReadingAsync();
        reading = CancellationTokenSource.CreateLinkedTokenSource(ended.Token);
        var end = reading.Token;
        read = Task.Run(() => ReadAsync(id, request, end), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await StopReadingAsync();
        await sending;
        ended.Dispose();
    }

    private async Task StopReadingAsync()
    {
        if (reading is { } source)
        {
            await source.CancelAsync();
            await read;
            source.Dispose();
            reading = null;
        }
    }

    private async Task ReadAsync(string containerId, LogRequest request, CancellationToken end)
    {
        try
        {
            await foreach (var line in monitor.Client.ReadLogsAsync(containerId, request, end))
            {
                ring.Add(line);
                lastAt = line.At;
            }

            ring.Note("The log ended");
        }
        catch (EngineException fault)
        {
            // Why it is away stands above every page; here a line has no room for it.
            ring.Note(fault.Unreachable ? "The engine does not answer; the log goes on when it does" : fault.Message);
        }
        catch (OperationCanceledException)
        {
            // The pane was closed or turned to another container.
        }
        finally
        {
            endedAt = time.GetUtcNow();
        }
    }

    private async Task SendAsync(CancellationToken end)
    {
        using var beat = new PeriodicTimer(Beat, time);
        try
        {
            while (await beat.WaitForNextTickAsync(end))
            {
                if (ring.Take() is { } batch)
                {
                    await send(batch);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The pane was closed.
        }
    }
}
