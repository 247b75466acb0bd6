using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A private SELinux label on what several services share.</summary>
internal sealed class XC116PrivateLabelShared : IComposeRule
{
    public RuleInfo Info { get; } = new("XC116", RuleCategory.Mounts, ":Z on a path that several services share", Severity.Warning,
        Failure: "Z gives the files a label of their own for one container. The next service that mounts the path takes it away again, and on a host with SELinux the first one gets \"Permission denied\" on files that it could read a moment ago.",
        Remedy: "Use z, the shared label, on every mount of the path. The fix changes the letter.",
        Fixable: true,
        Bad: "web: { volumes: [\"./data:/data:Z\"] }\nworker: { volumes: [\"./data:/data\"] }",
        Good: "web: { volumes: [\"./data:/data:z\"] }\nworker: { volumes: [\"./data:/data\"] }",
        Source: "podman-run(1), labeling of volumes");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        var all = scene.Services.SelectMany(service => service.Mounts.Where(mount => mount.Source.Length > 0 && mount.Kind is ComposeMountKind.Bind or ComposeMountKind.Volume)
            .Select(mount => (Service: service, Mount: mount, Source: mount.Kind == ComposeMountKind.Bind ? MountPaths.Source(mount.Source) : mount.Source))).ToList();
        foreach (var (service, mount, source) in all.Where(one => one.Mount.HasOption("Z")))
        {
            var other = all.FirstOrDefault(one => one.Service.Name != service.Name && one.Mount.Kind == mount.Kind && (one.Source == source || MountPaths.IsBelow(one.Source, source)));
            if (other.Mount is not null)
            {
                yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"{mount.Source} has the private label Z and is also mounted by {other.Service.Name}",
                    ComposeScene.See($"{mount.Source} on {mount.Target}, {mount.Options}", mount.Node), ComposeScene.See($"{other.Service.Name}: {other.Mount.Source} on {other.Mount.Target}", other.Mount.Node))
                    .Offers(ComposeScene.FixBy($"Share the label of {mount.Source}: z", Edit(mount)), "The options are written in a way that cannot be edited with certainty. Change Z to z by hand.");
            }
        }
    }

    private static TextEdit? Edit(ComposeMount mount)
    {
        if (mount.Node is MappingNode mapping)
        {
            return mapping.Find("bind") is MappingNode bind && bind.Find("selinux") is ScalarNode { Raw: "Z" } label ? YamlEdit.Replace(label, "z") : null;
        }

        return mount.OptionList.FirstOrDefault(option => option.Name == "Z")?.Span is { } span && mount.Node.Source.Slice(span).SequenceEqual("Z") ? YamlEdit.Replace(mount.Node.Source, span, "z") : null;
    }
}
