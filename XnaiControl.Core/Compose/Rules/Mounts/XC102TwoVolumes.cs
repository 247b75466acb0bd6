using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Two volumes or binds on one target.</summary>
internal sealed class XC102TwoVolumes : IComposeRule
{
    public RuleInfo Info { get; } = new("XC102", RuleCategory.Mounts, "Two volumes on one path", Severity.Critical,
        Failure: "An engine accepts one mount per path. Podman and Docker refuse to create the container with \"duplicate mount destination\"; the service never starts and has no log. Podman accepts two entries that are equal letter by letter, Docker does not.",
        Remedy: "Keep the volume whose data the service needs. The fix removes repetitions of the same source with the same options; between different sources only you can choose.",
        Fixable: true,
        Bad: "volumes:\n  - data:/app/data\n  - data:/app/data/",
        Good: "volumes:\n  - data:/app/data",
        Source: "docker/compose#12772; measured on Podman 4.3.1: two sources, two option lists or a trailing slash are refused, equal entries accepted");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from twins in service.Mounts.Where(mount => mount.Kind != ComposeMountKind.Tmpfs).GroupBy(mount => mount.Target)
        where twins.Count() > 1
        select Finding(scene, service, twins.Key, [.. twins]);

    private Finding Finding(ComposeScene scene, ComposeService service, string target, List<ComposeMount> mounts)
    {
        var same = mounts.TrueForAll(mount => IsSame(mount, mounts[0]));
        var finding = ComposeScene.Found(Info, service, mounts[1].Range, target,
            same ? $"{Words(mounts[0])} is mounted {Times(mounts.Count)} on {target}" : $"{mounts.Count} volumes on {target}: {string.Join(", ", mounts.Select(Words))}",
            [.. mounts.Select(mount => ComposeScene.See($"{Words(mount)} on {target}{(mount.Options.Length > 0 ? $", options {mount.Options}" : "")}", mount.Node))]);
        if (!same)
        {
            return finding with { NoFix = $"Each of them may hold data that matters. Keep the one that {service.Name} needs on {target} and remove the others." };
        }

        var literal = mounts.TrueForAll(mount => mount.Node is ScalarNode text && text.Value == (mounts[0].Node as ScalarNode)?.Value);
        return finding with
        {
            Severity = literal ? Severity.Warning : Severity.Critical,
            Fix = ComposeScene.FixBy($"Remove the repetition and keep the first {Words(mounts[0])} on {target}", YamlEdit.RemoveItem(scene.Documents, mounts[^1].Node)),
        };
    }

    private static bool IsSame(ComposeMount a, ComposeMount b) =>
        a.Kind == b.Kind && a.Kind != ComposeMountKind.Other && CleanSource(a) == CleanSource(b) && a.Source.Length > 0 && Options(a).SetEquals(Options(b)) && IsPlain(a) && IsPlain(b);

    /// <summary>Long syntax may carry more than the model knows: propagation, nocopy, subpath.</summary>
    private static bool IsPlain(ComposeMount mount) =>
        mount.Node is not MappingNode mapping || mapping.Entries.All(entry => entry.Key is "type" or "source" or "src" or "target" or "destination" or "dst" or "read_only");

    private static HashSet<string> Options(ComposeMount mount) => [.. mount.Options.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(option => option != "rw")];

    private static string CleanSource(ComposeMount mount) => mount.Kind == ComposeMountKind.Bind ? MountPaths.Source(mount.Source) : mount.Source;

    private static string Words(ComposeMount mount) => mount.Source.Length > 0 ? mount.Source : "an anonymous volume";

    private static string Times(int count) => count == 2 ? "twice" : $"{count} times";
}
