using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A mode that is missing, or not the policy's.</summary>
internal sealed class XC105TmpfsMode : IComposeRule
{
    public RuleInfo Info { get; } = new("XC105", RuleCategory.Mounts, "A tmpfs without the mode that the policy wants", Severity.Warning,
        Failure: "The mode decides who may write into an empty tmpfs of root. Without one it is left to tool and image: 1777, 0755, or 0 where an API client sends an empty mode. With another than the policy's, a service cannot write its logs, or everybody can write where only one should.",
        Remedy: "State the mode. The fix writes the policy's mode. Where the image has a directory at this path, create it there with the same mode: some runtimes copy the directory's mode over the one you ask for.",
        Fixable: true,
        Bad: "tmpfs:\n  - /app/logs:size=100m,mode=0755",
        Good: "tmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "moby#45549, podman#20754, docker/compose#3425; measured on Podman 4.3.1 with runc 1.1.5: an image's 0755 directory wins over mode=1777");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Tmpfs
        let finding = mount.HasOption("mode") ? Other(scene, service, mount) : Missing(scene, service, mount)
        where finding is not null
        select finding;

    private Finding? Missing(ComposeScene scene, ComposeService service, ComposeMount mount)
    {
        if (mount.HasOption("uid") || mount.HasOption("U") || mount.HasOption("ro") || TmpfsEdit.HasUnknownOptions(mount))
        {
            return null;
        }

        var mode = scene.PolicyFor(mount.Target).Mode;
        var finding = ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs {mount.Target} has no mode",
            ComposeScene.See(mount.Options.Length > 0 ? $"tmpfs {mount.Target}, {mount.Options}" : $"tmpfs {mount.Target} without options", mount.Node)) with
        {
            Severity = scene.Policy.Tmpfs.ContainsKey(mount.Target) ? Severity.Warning : Severity.Note,
        };
        var fix = mount.Spelling == MountSpelling.LongVolume
            ? ComposeScene.FixBy($"Write {mount.Target} in short form with mode {mode}", ShortForm.Of(scene, service, mount, mode))
            : ComposeScene.FixBy($"Give {mount.Target} the mode {mode}", TmpfsEdit.Set(scene, mount, "mode", mode));
        return WithFix(finding, service, mode, fix);
    }

    private Finding? Other(ComposeScene scene, ComposeService service, ComposeMount mount)
    {
        if (!scene.Policy.Tmpfs.TryGetValue(mount.Target, out var policy) || TmpfsMode.Of(mount) is not { Value: { } now } || now == TmpfsMode.Parse(policy.Mode) || mount.HasOption("uid") || mount.HasOption("U"))
        {
            return null;
        }

        var finding = ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs {mount.Target} has mode {TmpfsMode.Octal(now)}, the policy wants {policy.Mode}",
            ComposeScene.See($"tmpfs {mount.Target}, {mount.Options}", mount.Node));
        var fix = ComposeScene.FixBy($"Set the mode of {mount.Target} to {policy.Mode}", TmpfsEdit.Set(scene, mount, "mode", policy.Mode));
        return (ServiceUser.Of(service)?.MayWrite(now) ?? TmpfsMode.MayAllWrite(now))
            ? WithFix(finding, service, policy.Mode, fix)
            : finding.Offers(fix, $"The mode is written in a way that cannot be edited with certainty. Set it to {policy.Mode} by hand.");
    }

    /// <summary>A service that may write now must not lose that to a fix.</summary>
    private static Finding WithFix(Finding finding, ComposeService service, string mode, Fix? fix)
    {
        var octal = TmpfsMode.Parse(mode);
        var user = ServiceUser.Of(service);
        if (user is null ? !TmpfsMode.MayAllWrite(octal) : user.MayWrite(octal) != true)
        {
            var who = user is null ? "a user that the image names" : $"the user {user.Name}";
            return finding with { Severity = Severity.Note, NoFix = $"With the policy's {mode}, {who} could not write there any more. Decide whether the service needs to, and set the mode, or change the policy." };
        }

        return finding.Offers(fix, $"The entry is written in a way that cannot be edited with certainty. Set mode={mode} by hand.");
    }
}
