using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Two tmpfs on one target.</summary>
internal sealed class XC103TwoTmpfs : IComposeRule
{
    public RuleInfo Info { get; } = new("XC103", RuleCategory.Mounts, "Two tmpfs on one path", Severity.Critical,
        Failure: "Podman refuses to create the container with \"duplicate mount destination\" when the two differ in any letter of path or options, and accepts them when they are equal. Where it gets one of them as --mount it takes both silently and only one counts.",
        Remedy: "Keep one entry per path. The fix keeps the one that fits your policy better and removes the other.",
        Fixable: true,
        Bad: "tmpfs:\n  - /app/logs:size=100m,mode=1777\n  - /app/logs/:size=50m",
        Good: "tmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "measured on Podman 4.3.1 with podman-compose 1.0.3, which passes both syntaxes as --tmpfs");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from twins in service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Tmpfs).GroupBy(mount => mount.Target)
        where twins.Count() > 1
        select Finding(scene, service, twins.Key, [.. twins]);

    private Finding Finding(ComposeScene scene, ComposeService service, string target, List<ComposeMount> mounts)
    {
        var equal = mounts.TrueForAll(mount => mount.Node is ScalarNode text && text.Value == (mounts[0].Node as ScalarNode)?.Value);
        var finding = ComposeScene.Found(Info, service, mounts[1].Range, target, $"{mounts.Count} tmpfs on {target}",
            [.. mounts.Select(mount => ComposeScene.See(mount.Options.Length > 0 ? $"tmpfs {target}, {mount.Options}" : $"tmpfs {target} without options", mount.Node))]) with
        {
            Severity = equal ? Severity.Warning : Severity.Critical,
        };
        var ranked = mounts.Select(mount => (Mount: mount, Fit: Fit(scene, mount))).OrderByDescending(pair => pair.Fit).ToList();
        var named = scene.Policy.Tmpfs.ContainsKey(target);
        if (!named && ranked[0].Fit == ranked[1].Fit && !SameOptions(ranked[0].Mount, ranked[1].Mount))
        {
            return finding with { NoFix = $"The policy does not say which size and mode {target} needs. Keep the entry that {service.Name} needs." };
        }

        var (kept, gone) = (ranked[0].Mount, ranked[^1].Mount);
        var title = kept.Options.Length > 0 ? $"Keep the tmpfs {target} with {kept.Options} and remove the other" : $"Keep one tmpfs {target}";
        return finding with { Fix = ComposeScene.FixBy(title, YamlEdit.RemoveItem(scene.Documents, gone.Node)) };
    }

    /// <summary>What the policy asks for weighs more than any value, and any value more than none.</summary>
    private static int Fit(ComposeScene scene, ComposeMount mount)
    {
        var policy = scene.PolicyFor(mount.Target);
        var size = TmpfsSize.Bytes(mount.Option("size"), null);
        var mode = TmpfsMode.Of(mount);
        var sizeFits = size is not null && size == TmpfsSize.Bytes(policy.Size, null);
        var modeFits = mode is { Fault: ModeFault.None, Value: { } value } && value == TmpfsMode.Parse(policy.Mode);
        return (modeFits ? 4 : mode is null ? 0 : 2) + (sizeFits ? 4 : size is null ? 0 : 2) + (mount.Spelling == MountSpelling.TmpfsEntry ? 1 : 0);
    }

    private static bool SameOptions(ComposeMount a, ComposeMount b) =>
        a.OptionList.Select(option => (option.Name, option.Value)).ToHashSet().SetEquals(b.OptionList.Select(option => (option.Name, option.Value)));
}
