using System.Collections.Immutable;

namespace XnaiControl.Core.Metering.Alerts;

/// <summary>
/// The alerts of one stack as state. A level is left only when the value has fallen clearly below it, so that a
/// reading on the threshold does not flicker. Levels are read at every beat and may change at run time.
/// </summary>
internal sealed class AlertBook(MeteringOptions options)
{
    /// <summary>How far below its threshold a value must fall, as a share.</summary>
    public const double Margin = 0.03;

    private readonly record struct Subject(string Service, string Name, string Target);

    private readonly Dictionary<Subject, Alert> alerts = [];
    private readonly HashSet<Subject> seen = [];
    private ImmutableArray<Alert> current = [];
    private bool changed;

    /// <summary>Worst first; the same instance while nothing changed.</summary>
    public ImmutableArray<Alert> Update(ImmutableArray<ServiceSnapshot> services, DateTimeOffset now)
    {
        seen.Clear();
        changed = false;
        foreach (var service in services)
        {
            if (service.Container is { } container)
            {
                Look(service.Name, container, now);
            }
        }

        if (alerts.Count > seen.Count)
        {
            foreach (var subject in alerts.Keys)
            {
                changed |= !seen.Contains(subject) && alerts.Remove(subject);
            }
        }

        if (changed)
        {
            current = [.. alerts.Values
                .OrderByDescending(alert => alert.Level)
                .ThenByDescending(alert => alert.Value)
                .ThenBy(alert => alert.Service, StringComparer.Ordinal)
                .ThenBy(alert => alert.Target, StringComparer.Ordinal)];
        }

        return current;
    }

    private void Look(string service, ContainerSnapshot container, DateTimeOffset now)
    {
        // What has no value any more (the container stopped) is not over a level; a failed reading keeps its last.
        if (container.Memory is { HasValue: true, Value: { LimitBytes: > 0 } memory })
        {
            Judge(new Subject(service, "memory", ""), (double)memory.UsedBytes / memory.LimitBytes, now);
        }

        foreach (var tmpfs in container.Tmpfs)
        {
            if (tmpfs.Reading is { HasValue: true, Value: { } reading })
            {
                Judge(new Subject(service, "tmpfs", tmpfs.Target), reading.UsedShare, now);
                Judge(new Subject(service, "inodes", tmpfs.Target), reading.InodesShare, now);
            }
        }
    }

    private void Judge(Subject subject, double value, DateTimeOffset now)
    {
        var before = alerts.GetValueOrDefault(subject);
        var level = LevelOf(value, before?.Level);
        if (level is null)
        {
            changed |= alerts.Remove(subject);
            return;
        }

        seen.Add(subject);
        var threshold = level == AlertLevel.Critical ? options.CriticalShare : options.WarningShare;
        var rounded = Math.Round(value, 3);
        if (before is null || before.Level != level || before.Value != rounded || before.Threshold != threshold)
        {
            var since = before?.Level == level ? before.Since : now;
            alerts[subject] = new Alert(subject.Service, subject.Name, subject.Target, level.Value, rounded, threshold, since);
            changed = true;
        }
    }

    private AlertLevel? LevelOf(double value, AlertLevel? before) =>
        value >= options.CriticalShare || (before == AlertLevel.Critical && value >= options.CriticalShare - Margin) ? AlertLevel.Critical
        : value >= options.WarningShare || (before is not null && value >= options.WarningShare - Margin) ? AlertLevel.Warning
        : null;
}
