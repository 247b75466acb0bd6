using System.Collections.Concurrent;
using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>
/// Asks the engine about a container that the kernel saw start or end, a few times at growing distance, until the
/// engine knows too. One question a container at a time.
/// </summary>
internal sealed class EngineQuestions(IEngineMonitor monitor, TimeProvider time)
{
    private static readonly ImmutableArray<TimeSpan> Pauses =
        [.. new[] { 10, 40, 120, 300 }.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds))];

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    /// <summary>Glances at a container in preparation, and at one whose cgroup never shows.</summary>
    private const int MostGlances = 400, MostBlindGlances = 20;

    private const int MostForeign = 1000;

    private readonly ConcurrentDictionary<string, bool> open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> foreign = new(StringComparer.Ordinal);

    /// <param name="answered">Looks at the engine's record, null when it knows none.</param>
    /// <param name="starting">Waited for before the first question, for a moment; null to ask now.</param>
    public void Ask(string containerId, Func<ContainerRecord?, bool> answered, StartingContainer? starting, CancellationToken cancellationToken)
    {
        if (!IsForeign(containerId) && open.TryAdd(containerId, true))
        {
            _ = AskAsync(containerId, answered, starting, cancellationToken);
        }
    }

    /// <summary>Whether the engine has said that it does not know this container.</summary>
    public bool IsForeign(string containerId) => foreign.ContainsKey(containerId);

    private async Task AskAsync(string containerId, Func<ContainerRecord?, bool> answered, StartingContainer? starting, CancellationToken cancellationToken)
    {
        try
        {
            if (starting is not null && await IsForeignAsync(containerId, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            for (int glance = 0, blind = 0; starting is not null && glance < MostGlances && blind < MostBlindGlances; glance++)
            {
                var runs = starting.Runs();
                if (runs == true)
                {
                    break;
                }

                blind += runs is null ? 1 : 0;
                await Task.Delay(Glance, time, cancellationToken).ConfigureAwait(false);
            }

            foreach (var pause in Pauses)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
                await monitor.RefreshAsync(containerId, cancellationToken).ConfigureAwait(false);
                if (answered(Find(containerId)))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is EngineException or OperationCanceledException)
        {
            // The monitor tells that the engine does not answer; its own events and list come later.
        }
        finally
        {
            open.TryRemove(containerId, out _);
        }
    }

    /// <summary>
    /// Engines know a container before its runtime does: one that this engine does not know is another's, for good, and
    /// its starts (perhaps a crash loop) are not looked at again.
    /// </summary>
    private async Task<bool> IsForeignAsync(string containerId, CancellationToken cancellationToken)
    {
        if (Find(containerId) is not null)
        {
            return false;
        }

        // Not by way of RefreshAsync: what it leaves out to spare the engine would look like "not known".
        if (await monitor.Client.InspectAsync(containerId, cancellationToken).ConfigureAwait(false) is not null)
        {
            return false;
        }

        if (foreign.Count >= MostForeign)
        {
            foreign.Clear();
        }

        foreign[containerId] = true;
        return true;
    }

    private ContainerRecord? Find(string containerId)
    {
        foreach (var record in monitor.Current.Containers)
        {
            if (record.Id == containerId)
            {
                return record;
            }
        }

        return null;
    }
}
