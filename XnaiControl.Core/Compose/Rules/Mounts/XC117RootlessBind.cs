using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A bind mount that a non-root user of a rootless container does not own.</summary>
internal sealed class XC117RootlessBind : IComposeRule
{
    private static readonly string[] OfTheHost = ["/etc", "/proc", "/sys", "/dev", "/run", "/var/run", "/usr", "/lib"];

    public RuleInfo Info { get; } = new("XC117", RuleCategory.Mounts, "A rootless bind mount without :U", Severity.Warning,
        Failure: "In a rootless container your own files belong to root, and user 1001 is another, high uid of the host. The service gets \"Permission denied\" in the folder although you can write there yourself.",
        Remedy: "Add the option U: Podman gives the folder to the service's user when the container starts. It changes the owner of everything in the folder on the host. The fix adds it for folders beside the compose file that no other service mounts.",
        Fixable: true,
        Bad: "user: \"1001:1001\"\nvolumes:\n  - ./data:/app/data",
        Good: "user: \"1001:1001\"\nvolumes:\n  - ./data:/app/data:U",
        Source: "podman-run(1), chowning of volumes; podman unshare chown does the same once");

    public IEnumerable<Finding> Check(ComposeScene scene) => scene.Options.Rootless != true ? [] :
        from service in scene.Services
        where ServiceUser.Of(service) is { IsRoot: false } && service.Node.Find("userns_mode") is null
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Bind && !mount.HasOption("U") && !IsHostsOwn(mount)
        select Finding(scene, service, mount);

    private Finding Finding(ComposeScene scene, ComposeService service, ComposeMount mount)
    {
        var finding = ComposeScene.Found(Info, service, mount.Range, mount.Target, $"{mount.Source} on {mount.Target} does not belong to user {service.User}",
            ComposeScene.See($"{mount.Source} on {mount.Target}{(mount.Options.Length > 0 ? $", {mount.Options}" : "")}", mount.Node), ComposeScene.See($"user: {service.User}", service.Node.Find("user")!));
        if (mount.HasOption("ro") || Path.HasExtension(mount.Source))
        {
            return finding with { Severity = Severity.Note, NoFix = "Reading needs no ownership where the file is readable for all. Add U by hand if the service writes to it." };
        }

        var source = MountPaths.Source(mount.Source);
        var shared = scene.Services.FirstOrDefault(other => other.Name != service.Name && other.Mounts.Any(m => m.Kind == ComposeMountKind.Bind && MountPaths.Source(m.Source) is var path && (MountPaths.IsAtOrBelow(path, source) || MountPaths.IsAtOrBelow(source, path))));
        var reason = shared is not null ? $"{shared.Name} mounts it too; U would take it away from there. Run both as one user, or use podman unshare chown."
            : !source.StartsWith("./", StringComparison.Ordinal) || source == "./" || source.Contains("..", StringComparison.Ordinal) ? "U would change the owner of everything in this folder, and it is not beside the compose file. Add U by hand if that is meant."
            : null;
        return reason is null
            ? finding.Offers(ComposeScene.FixBy($"Give {mount.Source} to the service's user: U", TmpfsEdit.Append(scene, mount, "U")), "Long syntax has no place for U. Write the mount in short form, with U.")
            : finding with { NoFix = reason };
    }

    /// <summary>Sockets, clocks and kernel files are the host's; nobody wants another owner there.</summary>
    private static bool IsHostsOwn(ComposeMount mount) =>
        OfTheHost.Any(path => MountPaths.IsAtOrBelow(mount.Source, path))
        || mount.Target.Contains(',') || mount.Source.Contains(".sock", StringComparison.Ordinal) || mount.Source.Contains('$');
}
