using XnaiControl.Core.Compose;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The engine was asked for another size or mode than the file says.</summary>
internal sealed class XR104TmpfsOptions : IDriftRule
{
    public RuleInfo Info { get; } = new("XR104", RuleCategory.Drift, "A tmpfs was created with other options than the file's", Severity.Warning,
        Failure: "The tmpfs fills earlier, takes more memory, or cannot be written by the service, although the file looks right.",
        Remedy: "Recreate the service. Where the options still differ, the compose CLI drops them: write the mount under tmpfs: in the short form.");

    public IEnumerable<Finding> Check(DriftScene scene)
    {
        foreach (var (service, container) in scene.Pairs)
        {
            foreach (var mount in service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Tmpfs && mount.Spelling == MountSpelling.TmpfsEntry))
            {
                if (container.Record.Tmpfs.FirstOrDefault(asked => ContainerPath.Clean(asked.Key) == mount.Target) is not { Key: not null } found)
                {
                    continue;
                }

                var (file, engine) = (TmpfsWords.Parse(mount.Options), TmpfsWords.Parse(found.Value));
                if ((file.SizeBytes is not null && file.SizeBytes != engine.SizeBytes) || (file.Mode is not null && file.Mode != engine.Mode))
                {
                    yield return DriftScene.Found(Info, service, mount.Range, mount.Target, $"tmpfs {mount.Target} has other options than the file", mount.Options, found.Value.Length > 0 ? found.Value : "no options");
                }
            }
        }
    }
}
