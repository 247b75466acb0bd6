using XnaiControl.Core.Compose;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The engine was asked for the right mode, and the kernel has another: runtimes lose it on a restart.</summary>
internal sealed class XR105TmpfsModeLost : IDriftRule
{
    public RuleInfo Info { get; } = new("XR105", RuleCategory.Drift, "A tmpfs has lost its mode", Severity.Critical,
        Failure: "After a restart the mount has another mode than at its first start, so a service that does not run as root can no longer write its logs or cache.",
        Remedy: "Recreate the service. To make it last, create the folder in the image with its final mode.",
        Source: "moby/moby#45549, containers/podman#20754");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from pair in scene.Pairs
        from tmpfs in pair.Container.Tmpfs
        where tmpfs.Reading is { HasValue: true, Value.HasMode: true }
        from mount in pair.Declared.Mounts
        where mount.Kind == ComposeMountKind.Tmpfs && mount.Spelling == MountSpelling.TmpfsEntry && mount.Target == tmpfs.Target
        let wanted = TmpfsWords.Parse(mount.Options).Mode
        where wanted is not null && wanted != tmpfs.Reading.Value!.Mode && Asked(pair.Container.Record, mount.Target) == wanted
        select DriftScene.Found(Info, pair.Declared, mount.Range, mount.Target, $"tmpfs {mount.Target} has mode {tmpfs.Reading.Value!.ModeText} instead of {TmpfsWords.ModeText(wanted.Value)}",
            $"mode {TmpfsWords.ModeText(wanted.Value)}", $"mode {tmpfs.Reading.Value!.ModeText}, read from the kernel");

    /// <summary>Where the engine was asked for another mode, nothing was lost: XR104 says what differs.</summary>
    private static int? Asked(ContainerRecord record, string target) =>
        TmpfsWords.Parse(record.Tmpfs.FirstOrDefault(asked => ContainerPath.Clean(asked.Key) == target).Value ?? "").Mode;
}
