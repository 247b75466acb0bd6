using System.Text.RegularExpressions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>Questions about declared mounts, and about what the engine said of them.</summary>
internal static partial class MountProbes
{
    private const string File = "compose file";

    public static ProbeAnswer NotRefused(StackSnapshot snapshot)
    {
        var missing = snapshot.Services.Where(s => s.State == ServiceState.NotCreated).ToList();
        return ProbeAnswer.From(
            [.. missing.Where(s => s.Reason is not null && AboutMounts().IsMatch(s.Reason)).Select(s => (s.Name, $"{s.Name}: {s.Reason}"))],
            [.. missing.Where(s => string.IsNullOrEmpty(s.Reason)).Select(s => $"{s.Name} is not created and the engine's reason is not known")],
            "The engine refused no mount",
            "engine", snapshot.TakenAt);
    }

    public static ProbeAnswer NoDuplicates(StackSnapshot snapshot) => OfFile(snapshot, (declaration, file) => ProbeAnswer.From(
        [.. from service in declaration.Services
            from same in service.Mounts.GroupBy(mount => mount.Target)
            where same.Count() > 1
            select (service.Name, $"{service.Name} mounts {same.Key} {same.Count()} times: {string.Join(" and ", same.Select(m => $"{Word(m.Kind)} on line {m.Line}"))} of {file}")],
        [],
        $"No target is mounted twice in {file}",
        File, snapshot.TakenAt));

    public static ProbeAnswer SizeAndMode(StackSnapshot snapshot) => OfFile(snapshot, (declaration, file) =>
    {
        var tmpfs = declaration.Services.SelectMany(s => s.Mounts.Where(m => m.Kind == DeclaredMountKind.Tmpfs).Select(m => (Service: s.Name, Mount: m))).ToList();
        return tmpfs.Count == 0
            ? ProbeAnswer.Unknown($"{file} declares no tmpfs mount.", File, snapshot.TakenAt)
            : ProbeAnswer.From(
                [.. tmpfs.Where(t => Lacks(t.Mount) is not null).Select(t => (t.Service, $"{t.Service} {t.Mount.Target} has no {Lacks(t.Mount)} (line {t.Mount.Line} of {file})"))],
                [],
                $"All {tmpfs.Count} tmpfs mounts in {file} set size and mode",
                File, snapshot.TakenAt);
    });

    private static string? Lacks(DeclaredMount mount) => TmpfsRequest.Parse(mount.Options) switch
    {
        { Size: null, ModeText: null } => "size and no mode",
        { Size: null } => "size",
        { ModeText: null } => "mode",
        _ => null,
    };

    private static ProbeAnswer OfFile(StackSnapshot snapshot, Func<StackDeclaration, string, ProbeAnswer> ask) => snapshot.Declaration switch
    {
        null => ProbeAnswer.Unknown("No compose file is known for this stack: add it in Settings.", File, null),
        { Problem: { } problem } => ProbeAnswer.Unknown($"The compose file cannot be read: {problem}", File, null),
        { Files.IsDefaultOrEmpty: true } => ProbeAnswer.Unknown("No compose file is known for this stack: add it in Settings.", File, null),
        var declaration => ask(declaration, Path.GetFileName(declaration.Files[^1])),
    };

    private static string Word(DeclaredMountKind kind) => kind switch { DeclaredMountKind.Tmpfs => "tmpfs", DeclaredMountKind.Bind => "bind mount", _ => "volume" };

    /// <summary>Podman: "duplicate mount destination", "unknown mount option"; Docker: "Duplicate mount point"; runtimes: "error mounting".</summary>
    [GeneratedRegex("mount|tmpfs|statfs .*no such file", RegexOptions.IgnoreCase)]
    private static partial Regex AboutMounts();
}
