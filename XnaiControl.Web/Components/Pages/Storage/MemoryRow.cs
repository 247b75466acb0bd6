using System.Collections.Immutable;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Storage;

/// <summary>
/// Processes, tmpfs now and what tmpfs may still take, against the container's memory limit: tmpfs pages count as the
/// container's memory, so a tmpfs that fits its own size may still be one the kernel kills for.
/// </summary>
/// <param name="Processes">Widths in percent of the bar.</param>
public sealed record MemoryRow(string Service, StateWord State, double Processes, double Now, double MayGrow, double LimitAt, string Text, string Spoken)
{
    private const double Advised = 0.80;

    public static ImmutableArray<MemoryRow> Of(StackSnapshot snapshot) =>
    [
        .. snapshot.Services
            .Where(s => s.Container is { Record.Pid: > 0, Memory.HasValue: true })
            .Select(s => OfContainer(s.Name, s.Container!))
            .OrderByDescending(row => row.State.Tone).ThenByDescending(row => row.Processes + row.Now + row.MayGrow),
    ];

    private static MemoryRow OfContainer(string service, ContainerSnapshot container)
    {
        var memory = container.Memory.Value;
        var mounts = container.Tmpfs.Where(t => t.Reading.HasValue).Select(t => t.Reading.Value!).ToList();
        var (now, grow) = (mounts.Sum(m => m.UsedBytes), mounts.Sum(m => Math.Max(0, m.SizeBytes - m.UsedBytes)));
        var processes = Math.Max(0, memory.UsedBytes - Math.Max(memory.ShmemBytes, 0));
        var (all, limit) = (processes + now + grow, memory.LimitBytes);
        // The limit stands near the right end unless the sum passes it; the bar always holds both.
        var scale = Math.Max(Math.Max(all * 1.02, limit * 1.02), 1);
        double Share(long bytes) => Math.Round(bytes / scale * 100, 1);
        var (state, text) = Verdict(service, container, all, limit);
        return new(service, state, Share(processes), Share(now), Share(grow), limit > 0 ? Share(limit) : -1, text,
            $"{service}: processes {Format.Size(processes)}, tmpfs now {Format.Size(now)}, tmpfs may grow by {Format.Size(grow)}, {(limit > 0 ? "limit " + Format.Size(limit) : "no limit")}");
    }

    private static (StateWord State, string Text) Verdict(string service, ContainerSnapshot container, long all, long limit)
    {
        if (limit <= 0)
        {
            return (new("No limit", Tone.Idle, "unk"), $"All mounts full: {Format.Size(all)}, taken from the host's memory.");
        }

        var share = (double)all / limit;
        var needs = $"All mounts full: {Format.SizeOf(all, limit)}";
        return share switch
        {
            > 1 => (new("Over limit", Tone.Crit, "crit"), $"{needs}. The kernel kills {service} before {(container.Tmpfs.Length == 1 ? "the tmpfs is" : "all are")} full."),
            >= Advised => (new($"{Format.Percent(share)} % of limit", Tone.Warn, "warn"), $"{needs}. Advised: at most {Format.Percent(Advised)} %."),
            _ => (new("Fits", Tone.Ok, "ok"), $"{needs}, {Format.Percent(share)} %."),
        };
    }
}
