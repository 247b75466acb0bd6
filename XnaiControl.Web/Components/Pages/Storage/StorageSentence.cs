using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Storage;

/// <summary>What is true of the stack's tmpfs now, and the four facts under it.</summary>
internal sealed record StorageSentence(
    string Title, string Reason, string Used, string OfAllowed, string OfHost, string Read, string OfDeclared,
    string Over, string OverUnit, string Critical, string Unwritable, string UnwritableUnit, string UnwritableNames)
{
    public static readonly StorageSentence Empty = new("", "", "", "", "", "", "", "", "", "", "", "", "");

    public static StorageSentence Of(StackSnapshot snapshot, MeteringOptions levels)
    {
        var mounts = snapshot.Services.Where(s => s.Container is { Record.Pid: > 0 })
            .SelectMany(s => s.Container!.Tmpfs.Select(t => (Name: $"{s.Name} {t.Target}", Mount: t))).ToList();
        var read = mounts.Where(m => m.Mount.Reading is { HasValue: true, Failure: null }).Select(m => (m.Name, m.Mount, Now: m.Mount.Reading.Value!)).ToList();
        var declared = snapshot.Services.Sum(DeclaredMounts);
        var (used, allowed) = (read.Sum(m => m.Now.UsedBytes), read.Sum(m => m.Now.SizeBytes));
        var locked = read.Where(m => m.Now.Writable == false).Select(m => $"{m.Name} has mode {m.Now.ModeText}").ToList();
        var over = read.Count(m => m.Now.UsedShare >= levels.WarningShare);
        var host = snapshot.Host.Memory;
        return new(
            TitleOf(snapshot, read, declared, levels),
            ReasonOf(snapshot, read, declared),
            Format.SizeNumber(used, used), $"{Format.SizeUnit(used)} of {Format.Size(allowed)}",
            host is { HasValue: true, Value.TotalBytes: > 0 } ? $"{Format.FinePercent((double)used / host.Value.TotalBytes)} % of {Format.Size(host.Value.TotalBytes)} host memory" : "Host memory unknown",
            Format.Count(read.Count), $"of {declared} declared",
            Format.Count(over), $"{(over == 1 ? "mount" : "mounts")} above {Format.Percent(levels.WarningShare)} %",
            $"{read.Count(m => m.Now.UsedShare >= levels.CriticalShare)} above {Format.Percent(levels.CriticalShare)} %",
            Format.Count(locked.Count), locked.Count == 1 ? "mount" : "mounts",
            read.Count == 0 ? "No mount has been read" : locked.Count == 0 ? "Every service can write" : string.Join(", ", locked));
    }

    private static int DeclaredMounts(ServiceSnapshot service) => (service.Declared?.Mounts ?? [])
        .Where(m => m.Kind == DeclaredMountKind.Tmpfs).Select(m => m.Target)
        .Union(service.Container?.Tmpfs.Select(t => t.Target) ?? [], StringComparer.Ordinal).Count();

    private static string TitleOf(StackSnapshot snapshot, List<(string Name, TmpfsSnapshot Mount, TmpfsReading Now)> read, int declared, MeteringOptions levels)
    {
        if (declared == 0)
        {
            return $"{snapshot.Key.Stack} has no tmpfs mounts";
        }

        if (read.Count == 0)
        {
            return "No tmpfs can be read now";
        }

        var fullest = read.MaxBy(m => m.Now.UsedShare);
        return Soonest(read) is [var first, ..] ? $"{first.Name} is full in about {TmpfsWords.TimeToFull(first.Mount.Forecast)}"
            : fullest.Now.UsedShare >= levels.WarningShare ? $"{fullest.Name} is {Format.Percent(fullest.Now.UsedShare)} % full"
            : "No tmpfs is filling";
    }

    private static string ReasonOf(StackSnapshot snapshot, List<(string Name, TmpfsSnapshot Mount, TmpfsReading Now)> read, int declared)
    {
        var parts = new List<string>();
        if (Soonest(read) is [_, var second, ..])
        {
            parts.Add($"{second.Name} follows in {TmpfsWords.TimeToFull(second.Mount.Forecast)}.");
        }

        var missing = declared - read.Count;
        if (missing > 0)
        {
            // By what was read: the kernel sees an end before the engine tells of it.
            var down = snapshot.Services.Where(s => DeclaredMounts(s) > 0 && s.Container?.Tmpfs.Any(t => t.Reading is { HasValue: true, Failure: null }) is not true)
                .GroupBy(s => WhyNot(s.State, 1))
                .Select(g => $"{Format.Join([.. g.Select(s => s.Name)])} {WhyNot(g.First().State, g.Count())}").ToList();
            parts.Add($"{missing} of {declared} mounts have no current reading{(down.Count > 0 ? $" because {Format.Join(down)}" : "")}.");
        }

        return parts.Count > 0 ? string.Join(' ', parts) : "Every mount is read, and none is expected to fill soon.";
    }

    private static string WhyNot(ServiceState state, int services) => state switch
    {
        ServiceState.NotCreated => services == 1 ? "was never created" : "were never created",
        ServiceState.Running or ServiceState.Healthy or ServiceState.Unhealthy or ServiceState.Starting => "could not be read",
        _ => services == 1 ? "does not run" : "do not run",
    };

    private static List<(string Name, TmpfsSnapshot Mount, TmpfsReading Now)> Soonest(List<(string Name, TmpfsSnapshot Mount, TmpfsReading Now)> read) =>
        [.. read.Where(m => m.Mount.Forecast is { Trend: Trend.Filling, TimeToFull: not null }).OrderBy(m => m.Mount.Forecast.TimeToFull)];
}
