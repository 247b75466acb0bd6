using System.Text.RegularExpressions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>What the engine said of mounts.</summary>
internal static partial class MountProbes
{
    public static ProbeAnswer NotRefused(StackSnapshot snapshot)
    {
        var missing = snapshot.Services.Where(s => s.State == ServiceState.NotCreated).ToList();
        return ProbeAnswer.From(
            [.. missing.Where(s => s.Reason is not null && AboutMounts().IsMatch(s.Reason)).Select(s => (s.Name, $"{s.Name}: {s.Reason}"))],
            [.. missing.Where(s => string.IsNullOrEmpty(s.Reason)).Select(s => $"{s.Name} is not created and the engine's reason is not known")],
            "The engine refused no mount",
            "engine", snapshot.TakenAt);
    }

    /// <summary>Podman: "duplicate mount destination", "unknown mount option"; Docker: "Duplicate mount point"; runtimes: "error mounting".</summary>
    [GeneratedRegex("mount|tmpfs|statfs .*no such file", RegexOptions.IgnoreCase)]
    private static partial Regex AboutMounts();
}
