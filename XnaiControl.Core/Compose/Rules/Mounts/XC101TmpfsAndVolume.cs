using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A tmpfs and a volume on one target: the engine refuses the container.</summary>
internal sealed class XC101TmpfsAndVolume : IComposeRule
{
    public RuleInfo Info { get; } = new("XC101", RuleCategory.Mounts, "A tmpfs and a volume on one path", Severity.Critical,
        Failure: "Podman and Docker accept one mount per path. They refuse to create the container with \"duplicate mount destination\", so the service never starts and has no log.",
        Remedy: "Keep one: a tmpfs where the data may be lost, a volume where it must stay. The fix keeps what your policy says for the path and removes the other.",
        Fixable: true,
        Bad: "tmpfs:\n  - /app/logs:size=100m,mode=1777\nvolumes:\n  - ./logs:/app/logs",
        Good: "tmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "docker/compose#12772, podman#18454; measured on Podman 4.3.1");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from tmpfs in service.Mounts
        where tmpfs.Kind == ComposeMountKind.Tmpfs
        from volume in service.Mounts
        where volume.Kind != ComposeMountKind.Tmpfs && volume.Target == tmpfs.Target
        select Finding(scene, service, tmpfs, volume);

    private Finding Finding(ComposeScene scene, ComposeService service, ComposeMount tmpfs, ComposeMount volume)
    {
        var kind = volume.Kind == ComposeMountKind.Bind ? "bind" : "volume";
        var finding = ComposeScene.Found(Info, service, tmpfs.Range, tmpfs.Target, $"Two mounts on {tmpfs.Target}: tmpfs and {kind}",
            ComposeScene.See($"tmpfs {tmpfs.Target}", tmpfs.Node),
            ComposeScene.See(volume.Source.Length > 0 ? $"{kind} {volume.Source} on {volume.Target}" : $"anonymous volume on {volume.Target}", volume.Node));
        if (!scene.Policy.Tmpfs.TryGetValue(tmpfs.Target, out var policy))
        {
            return finding with { NoFix = $"The policy does not say what {tmpfs.Target} is for. Keep the tmpfs if its data may be lost, else the {kind}." };
        }

        var (gone, title) = policy.Keep == MountChoice.Tmpfs
            ? (volume, $"Remove the {kind} on {tmpfs.Target} and keep the tmpfs")
            : (tmpfs, $"Remove the tmpfs on {tmpfs.Target} and keep the {kind}");
        return finding with { Fix = ComposeScene.FixBy(title, YamlEdit.RemoveItem(scene.Documents, gone.Node)) };
    }
}
