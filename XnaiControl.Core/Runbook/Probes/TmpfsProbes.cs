using System.Collections.Immutable;
using System.Globalization;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>Questions that the kernel's readings answer, about tmpfs mounts that somebody asked for.</summary>
internal static class TmpfsProbes
{
    private const double InodeLimit = 0.90;

    public static ProbeAnswer ModeKept(StackSnapshot snapshot) => Each(snapshot, "has the mode that was asked for", (at, reading) =>
        TmpfsRequest.Parse(at.Tmpfs.RequestedOptions).Mode is { } mode && mode != reading.Mode
            ? $"asked for mode {Convert.ToString(mode, 8).PadLeft(4, '0')}, the kernel has {reading.ModeText}"
            : null);

    /// <param name="targets">The mounts that services must write, separated by spaces; empty: all. The guide itself wants some at 0755.</param>
    public static ProbeAnswer Writable(StackSnapshot snapshot, string targets)
    {
        var wanted = targets.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Each(snapshot, "can be written by its service",
            (_, reading) => reading.Writable == false ? $"cannot be written by the service (mode {reading.ModeText}, owner {reading.OwnerUid}:{reading.OwnerGid})" : null,
            reading => reading.Writable is null ? "whether its service can write it is not known" : null,
            mount => wanted.Length == 0 || wanted.Contains(mount.Tmpfs.Target));
    }

    public static ProbeAnswer Inodes(StackSnapshot snapshot) => Each(snapshot, "has used less than 90 % of its inodes",
        (_, reading) => reading.InodesShare >= InodeLimit ? $"has used {Percent(reading.InodesShare)} of its inodes" : null);

    public static ProbeAnswer Monitored(StackSnapshot snapshot) => Each(snapshot, "is measured", (_, _) => null);

    public static ProbeAnswer BelowWarning(StackSnapshot snapshot) => Each(snapshot, "is below its warning level", (at, reading) =>
        snapshot.Alerts.Any(alert => alert.Service == at.Service && alert.Subject == "tmpfs" && alert.Target == at.Tmpfs.Target)
            ? $"is {Percent(reading.UsedShare)} full"
            : null);

    public static ProbeAnswer ServicesRunning(StackSnapshot snapshot)
    {
        var services = snapshot.Services.Where(s => s.Declared?.Mounts.Any(m => m.Kind == DeclaredMountKind.Tmpfs) == true || s.Container is { Record.Tmpfs.IsEmpty: false }).ToImmutableArray();
        return services.IsEmpty
            ? ProbeAnswer.Unknown("No service has a tmpfs mount.", "engine", snapshot.TakenAt)
            : ProbeAnswer.From(
                [.. services.Where(s => !s.IsWell).Select(s => (s.Name, $"{s.Name} is {ServiceProbes.Word(s.State)}"))],
                [],
                $"All {services.Length} services with tmpfs mounts run",
                "engine", snapshot.TakenAt);
    }

    private static ProbeAnswer Each(
        StackSnapshot snapshot, string well, Func<Mount, TmpfsReading, string?> trouble, Func<TmpfsReading, string?>? untold = null, Func<Mount, bool>? among = null)
    {
        var mounts = Requested(snapshot).Where(among ?? (_ => true)).ToList();
        var read = mounts.Where(m => m.Tmpfs.Reading is { HasValue: true, Failure: null }).Select(m => (Mount: m, Reading: m.Tmpfs.Reading.Value!)).ToList();
        if (mounts.Count == 0)
        {
            return ProbeAnswer.Unknown("No running container has such a tmpfs mount.", "kernel", snapshot.TakenAt);
        }

        return ProbeAnswer.From(
            [
                .. from r in read
                   let what = trouble(r.Mount, r.Reading)
                   where what is not null
                   group r.Mount.Tmpfs.Target by (r.Mount.Service, What: what) into same
                   select (same.Key.Service, $"{same.Key.Service} {string.Join(", ", same)} {same.Key.What}"),
            ],
            [
                .. mounts.Where(m => m.Tmpfs.Reading is not { HasValue: true, Failure: null })
                    .Select(m => $"{m.Service} {m.Tmpfs.Target} was not read: {m.Tmpfs.Reading.Failure ?? "no reading yet"}"),
                .. read.Where(r => untold?.Invoke(r.Reading) is not null).Select(r => $"{r.Mount.Service} {r.Mount.Tmpfs.Target}: {untold!(r.Reading)}"),
            ],
            mounts.Count == 1 ? $"The tmpfs mount {well}" : $"Each of {mounts.Count} tmpfs mounts {well}",
            Source(read.Select(r => r.Mount.Tmpfs.Reading.Source)),
            read.Count > 0 ? read.Min(r => r.Mount.Tmpfs.Reading.At) : null);
    }

    /// <summary>Leaves out what the engine mounts by itself, such as /dev/shm.</summary>
    private static IEnumerable<Mount> Requested(StackSnapshot snapshot) =>
        from service in snapshot.Services
        from container in service.Containers
        where container.Record.State == ContainerRunState.Running
        from tmpfs in container.Tmpfs
        where container.Record.Tmpfs.ContainsKey(tmpfs.Target) || service.Declared?.Mounts.Any(m => m.Kind == DeclaredMountKind.Tmpfs && m.Target == tmpfs.Target) == true
        select new Mount(service.Name, tmpfs);

    private static string Source(IEnumerable<ReadingSource> sources) => sources.Distinct().ToList() switch
    {
        [] => "kernel",
        [ReadingSource.Kernel] => "kernel",
        [ReadingSource.Exec] => "exec",
        _ => "kernel and exec",
    };

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    private sealed record Mount(string Service, TmpfsSnapshot Tmpfs);
}
