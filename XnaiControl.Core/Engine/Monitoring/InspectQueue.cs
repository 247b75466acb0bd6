using System.Threading.Channels;

namespace XnaiControl.Core.Engine.Monitoring;

/// <summary>
/// Containers that events named and that wait to be inspected; each at most once. A container may be inspected eight
/// times in a burst, then twice a second: a crash loop or an event storm costs no more than that.
/// </summary>
internal sealed class InspectQueue(TimeProvider time)
{
    private const double Burst = 8;
    private const double PerSecond = 2;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (double Tokens, long At)> _allowances = new(StringComparer.Ordinal);
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Add(string containerId)
    {
        lock (_gate)
        {
            if (!_waiting.Add(containerId))
                return;
        }
        _added.Writer.TryWrite(true);
    }

    /// <summary>Spends one inspect outside the queue; false when the container's share is used up.</summary>
    public bool TrySpend(string containerId)
    {
        lock (_gate)
            return TrySpend(containerId, time.GetTimestamp(), out _);
    }

    /// <summary>Forgets a container that is gone.</summary>
    public void Remove(string containerId)
    {
        lock (_gate)
        {
            _waiting.Remove(containerId);
            _allowances.Remove(containerId);
        }
    }

    /// <summary>Waits until containers are due and takes them.</summary>
    public async Task<List<string>> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var due = TakeDue(out var wait);
            if (due.Count > 0)
                return due;
            if (wait is { } delay)
                await Task.Delay(delay, time, cancellationToken).ConfigureAwait(false);
            else
                await _added.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A fresh container is due at once even while others wait, because waits are at most half a second.</summary>
    private List<string> TakeDue(out TimeSpan? wait)
    {
        wait = null;
        var due = new List<string>();
        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var id in _waiting)
            {
                if (!TrySpend(id, now, out var missing))
                {
                    // Other containers may be added meanwhile: look again soon.
                    var left = TimeSpan.FromSeconds(Math.Min(0.05, missing / PerSecond) + 0.001);
                    wait = wait is { } w && w < left ? w : left;
                    continue;
                }
                due.Add(id);
            }
            due.ForEach(id => _waiting.Remove(id));
        }
        return due;
    }

    private bool TrySpend(string containerId, long now, out double missing)
    {
        var tokens = _allowances.TryGetValue(containerId, out var a)
            ? Math.Min(Burst, a.Tokens + time.GetElapsedTime(a.At, now).TotalSeconds * PerSecond)
            : Burst;
        missing = 1 - tokens;
        if (tokens < 1)
            return false;
        _allowances[containerId] = (tokens - 1, now);
        return true;
    }
}
