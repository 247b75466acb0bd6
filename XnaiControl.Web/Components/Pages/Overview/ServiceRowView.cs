using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Overview;

/// <summary>
/// One row as it is shown: rounded text and marks, so that a beat that changes no character draws nothing.
/// </summary>
/// <param name="Instead">In place of readings that cannot be: why there are none.</param>
public sealed record ServiceRowView(
    string Name,
    StateWord State,
    ServiceState Kind,
    bool Stale,
    DateTimeOffset? UpSince,
    string Downtime,
    string Restarts,
    string? Instead,
    string Cpu,
    SparkPath Spark,
    string Memory,
    string MemoryUnit,
    WorstMount? Worst,
    string Ports,
    bool HasContainer,
    bool Runs,
    bool Builds,
    bool Declared)
{
    public static ServiceRowView Of(ServiceSnapshot service, bool stale, SparkPath spark, MeteringOptions levels)
    {
        var container = service.Container;
        var record = container?.Record;
        var runs = record is { Pid: > 0 } && service.State is not (ServiceState.CrashLoop or ServiceState.Restarting);
        return new(
            service.Name,
            StateWord.Of(service.State),
            service.State,
            stale,
            runs ? record!.StartedAt : null,
            record is null ? "never" : "down",
            record is null ? "" : Format.Count(record.RestartCount),
            runs ? null : InsteadOf(service),
            container is { Cpu.HasValue: true } ? Format.FinePercent(container.Cpu.Value) : "",
            spark,
            container is { Memory.HasValue: true } ? Format.SizeNumber(container.Memory.Value.UsedBytes, Like(container.Memory.Value)) : "",
            container is { Memory.HasValue: true } ? MemoryUnitOf(container.Memory.Value) : "",
            container is null ? null : WorstMount.Of(container, levels, stale),
            record is null ? "" : string.Join(' ', record.Ports.Where(p => p.HostPort > 0).Select(p => p.HostPort).Distinct().Order()),
            record is not null,
            record is { Pid: > 0 },
            service.Declared?.HasBuild ?? false,
            service.Declared is not null);
    }

    private static string InsteadOf(ServiceSnapshot service) => service.State switch
    {
        ServiceState.NotCreated => "No container, so no readings.",
        ServiceState.Completed => $"Ended with exit code {service.Container?.Record.ExitCode ?? 0}, as a one-shot service should.",
        _ => service.Reason ?? (service.Container is { } container ? $"Not running, last exit code {container.Record.ExitCode}." : "No readings."),
    };

    private static long Like(MemoryUse use) => use.LimitBytes > 0 ? use.LimitBytes : use.UsedBytes;

    private static string MemoryUnitOf(MemoryUse use) => use.LimitBytes > 0
        ? $"of {Format.SizeNumber(use.LimitBytes, use.LimitBytes)} {Format.SizeUnit(use.LimitBytes)}"
        : Format.SizeUnit(use.UsedBytes);
}

/// <summary>The fullest tmpfs of a container.</summary>
public sealed record WorstMount(GaugeView Gauge, string Percent, string Target, string Outlook, string Meter, bool Loud)
{
    public static WorstMount? Of(ContainerSnapshot container, MeteringOptions levels, bool stale)
    {
        var worst = container.Tmpfs.Where(t => t.Reading.HasValue).MaxBy(t => t.Reading.Value!.UsedShare);
        if (worst?.Reading.Value is not { } reading)
        {
            return null;
        }

        var gauge = TmpfsWords.Gauge(worst, levels, stale);
        return new(gauge, Format.Percent(reading.UsedShare), worst.Target, TmpfsWords.Outlook(worst.Forecast), TmpfsWords.Meter(worst), gauge.Tone is Tone.Warn or Tone.Crit);
    }
}
