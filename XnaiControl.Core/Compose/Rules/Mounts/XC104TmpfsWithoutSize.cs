using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A tmpfs that may grow to half of the host's RAM.</summary>
internal sealed class XC104TmpfsWithoutSize : IComposeRule
{
    public RuleInfo Info { get; } = new("XC104", RuleCategory.Mounts, "A tmpfs without a size", Severity.Warning,
        Failure: "Without a size a tmpfs may take half of the host's RAM. A log that runs wild then ends in the OOM killer, or in a host without memory, instead of a plain \"No space left on device\".",
        Remedy: "Give it a size. The fix takes the size from your policy.",
        Fixable: true,
        Bad: "tmpfs:\n  - /app/logs:mode=1777",
        Good: "tmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "Linux Documentation/filesystems/tmpfs.rst; measured on Podman 4.3.1: without a size, df shows half of the RAM");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            foreach (var mount in service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Tmpfs && !TmpfsEdit.HasUnknownOptions(mount)))
            {
                if (!mount.HasOption("size"))
                {
                    yield return Missing(scene, service, mount);
                }
                else if (mount.Option("size") is "0")
                {
                    yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs {mount.Target} has size=0: no limit", ComposeScene.See($"tmpfs {mount.Target}, {mount.Options}", mount.Node)) with
                    {
                        NoFix = "Somebody wrote 0, and may mean it. Write a size if not.",
                    };
                }
            }

            foreach (var (mount, volume) in NamedTmpfs.Of(scene.Model, service).Where(pair => !pair.Volume.Options.Contains("size=", StringComparison.Ordinal) && !pair.Volume.Options.Contains('$')))
            {
                yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs volume {volume.Name} on {mount.Target} has no size",
                    ComposeScene.See($"{volume.Name} on {mount.Target}", mount.Node), ComposeScene.See($"volume {volume.Name} of type tmpfs", volume.NameNode)) with
                {
                    NoFix = $"The volume exists already where the stack has run, with its old options. Add size= to o: of {volume.Name}, and remove the old volume.",
                };
            }
        }
    }

    private Finding Missing(ComposeScene scene, ComposeService service, ComposeMount mount)
    {
        var size = scene.PolicyFor(mount.Target).Size;
        return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs {mount.Target} has no size",
            ComposeScene.See(mount.Options.Length > 0 ? $"tmpfs {mount.Target}, {mount.Options}" : $"tmpfs {mount.Target} without options", mount.Node))
            .Offers(ComposeScene.FixBy($"Limit {mount.Target} to {size}", TmpfsEdit.Set(scene, mount, "size", size)), $"Its options are written in a way that cannot be edited with certainty. Add size={size} by hand.");
    }
}
