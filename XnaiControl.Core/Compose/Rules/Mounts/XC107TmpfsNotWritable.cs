using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A tmpfs of root that the service's user cannot write into.</summary>
internal sealed class XC107TmpfsNotWritable : IComposeRule
{
    public RuleInfo Info { get; } = new("XC107", RuleCategory.Mounts, "A tmpfs that the service's user cannot write into", Severity.Warning,
        Failure: "A tmpfs belongs to root. With a mode such as 0755 a service with another user: gets \"Permission denied\" on its first log line or temporary file, often as a crash loop right after the start.",
        Remedy: "Give the tmpfs a mode that lets everybody write (1777), or on Podman add the option U, which gives it to the service's user. The fix sets 1777 unless your policy wants the mode that is there.",
        Fixable: true,
        Bad: "user: \"1001:1001\"\ntmpfs:\n  - /app/logs:size=100m,mode=0755",
        Good: "user: \"1001:1001\"\ntmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "measured on Podman 4.3.1: mode=0755 is 755 root; with U it is 755 of the user");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        let user = ServiceUser.Of(service)
        where user is { IsRoot: false }
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Tmpfs && !mount.HasOption("U") && !mount.HasOption("uid") && !mount.HasOption("ro")
        let mode = TmpfsMode.Of(mount)?.Value
        where mode is not null && user.MayWrite(mode.Value) == false
        select Finding(scene, service, mount, user, mode.Value);

    private Finding Finding(ComposeScene scene, ComposeService service, ComposeMount mount, ServiceUser user, int mode)
    {
        var writes = service.Environment.FirstOrDefault(variable => variable.Name == "LOG_DIR" && variable.Value is { Length: > 1 } path && path[0] == '/' && MountPaths.Holding(service, ContainerPath.Clean(path)) == mount);
        List<Evidence> evidence = [ComposeScene.See($"tmpfs {mount.Target}, {mount.Options}", mount.Node), ComposeScene.See($"user: {service.User}", service.Node.Find("user")!)];
        if (writes is not null)
        {
            evidence.Add(ComposeScene.See($"LOG_DIR={writes.Value}", writes.Node));
        }

        var policy = scene.PolicyFor(mount.Target).Mode;
        var finding = ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs {mount.Target} has mode {TmpfsMode.Octal(mode)}: {user.Name} cannot write into it", [.. evidence]) with
        {
            Severity = writes is null ? Severity.Warning : Severity.Critical,
        };
        if (user.MayWrite(TmpfsMode.Parse(policy)) == true)
        {
            return finding.Offers(ComposeScene.FixBy($"Let everybody write into {mount.Target}: mode {policy}", TmpfsEdit.Set(scene, mount, "mode", policy)),
                $"The mode is written in a way that cannot be edited with certainty. Set it to {policy} by hand.");
        }

        return finding with
        {
            Severity = writes is null ? Severity.Note : Severity.Critical,
            NoFix = $"The policy itself wants {policy} for {mount.Target}. If the service writes there, change the policy to 1777, or add the option U on Podman.",
        };
    }
}
