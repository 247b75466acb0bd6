using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Storage;

/// <summary>One tmpfs of a running container as its row shows it.</summary>
/// <param name="Instead">Why there is no current reading; null when there is one.</param>
public sealed record MountRow(
    string Service, string Target, GaugeView Gauge, string Percent, string Used, string OfSize, string Outlook, bool Loud,
    SparkPath Spark, string Inodes, bool ManyInodes, string Mode, bool? Writable, string Meter, string? Instead, DateTimeOffset? ReadAt)
{
    public string Id => $"{Service}:{Target}";

    public static MountRow Of(string service, TmpfsSnapshot mount, SparkPath spark, MeteringOptions levels, bool stale)
    {
        var reading = mount.Reading.Value;
        var gauge = TmpfsWords.Gauge(mount, levels, stale);
        return new(
            service, mount.Target, gauge,
            reading is null ? "" : Format.Percent(reading.UsedShare),
            reading is null ? "" : Tenths(reading.UsedBytes),
            reading is null ? "" : $"of {Format.SizeNumber(reading.SizeBytes, reading.SizeBytes)} {Format.SizeUnit(reading.SizeBytes)}",
            TmpfsWords.TimeToFull(mount.Forecast),
            gauge.Tone is Tone.Warn or Tone.Crit && mount.Forecast.Trend == Trend.Filling,
            spark,
            reading is null ? "" : Format.Percent(reading.InodesShare),
            reading is { InodesShare: >= 0.7 },
            reading?.ModeText ?? "",
            reading?.Writable,
            TmpfsWords.Meter(mount),
            mount.Reading.Failure,
            mount.Reading.Failure is null && !stale ? null : mount.Reading.At);
    }

    // Storage is where growth is watched: one decimal below 1,000 MiB.
    private static string Tenths(long bytes)
    {
        var mebibytes = bytes / (1024.0 * 1024);
        return bytes < 1000L * 1024 * 1024 ? mebibytes.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) : Format.SizeNumber(bytes, bytes);
    }
}

/// <summary>The mounts of a service without a running container, in one row.</summary>
public sealed record AbsentRow(string Service, int Mounts, GaugeView Gauge, string Percent, string Why, DateTimeOffset? ReadAt);

/// <summary>Everything the mount table shows, worst first.</summary>
public sealed record MountTable(ImmutableArray<MountRow> Rows, ImmutableArray<AbsentRow> Absent)
{
    public static readonly MountTable Empty = new([], []);

    public static MountTable Of(StackSnapshot snapshot, Func<SeriesKey, SparkPath> spark, MeteringOptions levels)
    {
        var rows = snapshot.Services.Where(Runs).SelectMany(service => service.Container!.Tmpfs.Select(mount => MountRow.Of(
            service.Name, mount, spark(new(new(snapshot.Key, service.Name), Metric.TmpfsUsed, mount.Target)), levels, snapshot.IsStale)));
        return new(
            [.. rows.OrderByDescending(row => row.Gauge.Fill ?? -1).ThenBy(row => row.Service, StringComparer.Ordinal).ThenBy(row => row.Target, StringComparer.Ordinal)],
            [.. snapshot.Services.Where(s => !Runs(s)).Select(Absence).OfType<AbsentRow>()]);
    }

    public bool Shows(MountTable other) => Rows.AsSpan().SequenceEqual(other.Rows.AsSpan()) && Absent.AsSpan().SequenceEqual(other.Absent.AsSpan());

    private static bool Runs(ServiceSnapshot service) => service.Container is { Record.Pid: > 0 };

    private static AbsentRow? Absence(ServiceSnapshot service)
    {
        var known = service.Container?.Tmpfs ?? [];
        var count = Math.Max(known.Length, service.Declared?.Mounts.Count(m => m.Kind == DeclaredMountKind.Tmpfs) ?? 0);
        if (count == 0)
        {
            return null;
        }

        var fullest = known.Where(t => t.Reading.HasValue).MaxBy(t => t.Reading.Value!.UsedShare);
        return fullest?.Reading.Value is { } reading
            ? new(service.Name, count, GaugeView.Of(reading.UsedShare, old: true), Format.Percent(reading.UsedShare), "before the container ended", fullest.Reading.At)
            : new(service.Name, count, GaugeView.Never, "", service.State == ServiceState.NotCreated ? "Never read: the container was not created" : "No reading: the container does not run", null);
    }
}
