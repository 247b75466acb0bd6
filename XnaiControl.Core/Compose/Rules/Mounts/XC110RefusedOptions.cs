using System.Collections.Frozen;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>tmpfs options that Podman does not know.</summary>
internal sealed class XC110RefusedOptions : IComposeRule
{
    private static readonly FrozenSet<string> Refused = new[]
    {
        "uid", "gid", "nr_inodes", "nr_blocks", "huge", "mpol", "noswap", "noatime", "nodiratime", "relatime", "strictatime",
        "sync", "async", "defaults", "inode32", "inode64", "z", "Z",
    }.ToFrozenSet();

    private static readonly string[] Once = ["size", "mode", "ro|rw"];

    public RuleInfo Info { get; } = new("XC110", RuleCategory.Mounts, "A tmpfs option that Podman refuses", Severity.Critical,
        Failure: "Podman refuses to create the container with \"unknown mount option\", although the Compose specification and Docker know some of these options, uid and gid among them. The service never starts and has no log.",
        Remedy: "Remove the option. Where uid names the service's own user, the option U does the same on Podman: the tmpfs belongs to that user. The fix does so where nothing is lost.",
        Fixable: true,
        Bad: "user: \"1001\"\ntmpfs:\n  - /app/logs:size=100m,uid=1001,mode=0700",
        Good: "user: \"1001\"\ntmpfs:\n  - /app/logs:size=100m,U,mode=0700",
        Source: "measured on Podman 4.3.1, option by option");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            foreach (var mount in service.Mounts.Where(mount => mount is { Kind: ComposeMountKind.Tmpfs, Spelling: MountSpelling.TmpfsEntry }))
            {
                var refused = mount.OptionList.Where(option => Refused.Contains(option.Name)).Select(option => option.Name).ToList();
                if (refused.Count > 0)
                {
                    yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"Podman refuses {string.Join(", ", refused)} on the tmpfs {mount.Target}", ComposeScene.See($"tmpfs {mount.Target}, {mount.Options}", mount.Node))
                        .Offers(Fix(service, mount, refused), Why(mount, refused));
                }
                else if (Once.FirstOrDefault(name => mount.OptionList.Count(option => name.Split('|').Contains(option.Name)) > 1) is { } twice)
                {
                    yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The tmpfs {mount.Target} states {twice.Replace("|", " or ", StringComparison.Ordinal)} twice", ComposeScene.See($"tmpfs {mount.Target}, {mount.Options}", mount.Node)) with
                    {
                        NoFix = "Podman accepts the option once. Keep the one that is meant.",
                    };
                }
            }
        }
    }

    private static Fix? Fix(ComposeService service, ComposeMount mount, List<string> refused)
    {
        var owned = refused.Contains("uid") || refused.Contains("gid");
        var mode = TmpfsMode.Of(mount)?.Value;
        var open = mode is null ? !mount.HasOption("mode") : TmpfsMode.MayAllWrite(mode.Value);
        var give = owned && IsOwn(service, mount) && !mount.HasOption("U");
        if (owned && !open && !give)
        {
            return null;
        }

        // The owner matters only where not everybody may write.
        give &= !open;
        var title = give ? $"Give {mount.Target} to the service's user by U instead of {string.Join(", ", refused)}" : $"Remove {string.Join(", ", refused)} from {mount.Target}";
        return ComposeScene.FixBy(title, TmpfsEdit.Rewrite(mount, option => option.Name switch
        {
            "uid" when give => "U",
            var name => Refused.Contains(name) ? null : TmpfsEdit.Written(mount, option),
        }));
    }

    /// <summary>The uid is the service's, and the gid too where it is given.</summary>
    private static bool IsOwn(ComposeService service, ComposeMount mount) =>
        ServiceUser.Of(service) is { Id: { } id } user && mount.Option("uid") == id.ToString(System.Globalization.CultureInfo.InvariantCulture)
        && (mount.Option("gid") is not { } group || group == user.Group);

    private static string Why(ComposeMount mount, List<string> refused) => refused.Contains("uid") || refused.Contains("gid")
        ? $"Without its owner the mode of {mount.Target} would keep others out. Set a mode that lets the service's user write (1777), or run the service as that user, and remove the option."
        : "The options are written in a way that cannot be edited with certainty. Remove the option by hand.";
}
