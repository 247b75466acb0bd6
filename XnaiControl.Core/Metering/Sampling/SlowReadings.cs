using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>
/// Readings of one container that only the engine can give. They run beside the beat, one at a time, and the beat
/// takes the last answer: exec costs 100 ms and lingering processes, so <c>df</c> runs at most every 5 minutes.
/// </summary>
internal sealed class SlowReadings(IEngineClient client, string containerId, TimeProvider time, Action onAnswer)
{
    private static readonly TimeSpan ExecEvery = TimeSpan.FromMinutes(5), StatsEvery = TimeSpan.FromSeconds(5), GiveUpAfter = TimeSpan.FromSeconds(15);

    private Slot<ContainerStats?> stats = new();
    private Slot<ImmutableArray<TmpfsUse>> tmpfs = new();

    public Answer<ContainerStats?>? Stats() =>
        Ask(stats, StatsEvery, cancellation => client.ReadStatsAsync(containerId, cancellation), time.GetUtcNow());

    public Answer<ImmutableArray<TmpfsUse>>? TmpfsUse(ImmutableArray<string> targets, DateTimeOffset now) =>
        Ask(tmpfs, ExecEvery, cancellation => client.ReadTmpfsByExecAsync(containerId, targets, cancellation), now);

    /// <summary>Drops the answers of a run that ended, also those still on their way.</summary>
    public void Forget() => (stats, tmpfs) = (new(), new());

    private Answer<T>? Ask<T>(Slot<T> slot, TimeSpan every, Func<CancellationToken, Task<T>> read, DateTimeOffset now)
    {
        if ((slot.AskedAt is null || now - slot.AskedAt >= every) && Interlocked.Exchange(ref slot.Busy, 1) == 0)
        {
            slot.AskedAt = now;
            _ = AnswerAsync(slot, read);
        }

        return slot.Last;
    }

    private async Task AnswerAsync<T>(Slot<T> slot, Func<CancellationToken, Task<T>> read)
    {
        try
        {
            using var limit = new CancellationTokenSource(GiveUpAfter, time);
            var value = await Task.Run(() => read(limit.Token), limit.Token).ConfigureAwait(false);
            slot.Last = new Answer<T>(value, time.GetUtcNow(), time.GetTimestamp(), null);
        }
        catch (Exception e) when (e is EngineException or OperationCanceledException)
        {
            var reason = e is EngineException ? e.Message : $"The engine did not answer within {GiveUpAfter.TotalSeconds:0} s.";
            slot.Last = new Answer<T>(default, time.GetUtcNow(), time.GetTimestamp(), reason);
        }
        finally
        {
            Volatile.Write(ref slot.Busy, 0);
            onAnswer();
        }
    }

    private sealed class Slot<T>
    {
        public int Busy;

        public DateTimeOffset? AskedAt { get; set; }

        public volatile Answer<T>? Last;
    }
}

/// <param name="Timestamp">In units of <see cref="TimeProvider.GetTimestamp"/>, for rates.</param>
/// <param name="Failure">Null when it succeeded.</param>
internal sealed record Answer<T>(T? Value, DateTimeOffset At, long Timestamp, string? Failure);
