using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A volume inside a tmpfs, or a tmpfs inside a volume.</summary>
internal sealed class XC106NestedMounts : IComposeRule
{
    public RuleInfo Info { get; } = new("XC106", RuleCategory.Mounts, "A volume nested under a tmpfs, or the reverse", Severity.Note,
        Failure: "It starts, but is easily misread: of a volume inside a tmpfs only that one folder stays, everything beside it is lost with the container. Of a tmpfs inside a volume, the engine leaves an empty folder in the volume, and what the service writes there never arrives in it.",
        Remedy: "Check that the inner and the outer path have the storage that their data needs. Mount both side by side where you can, or silence the finding with the reason.",
        Bad: "tmpfs:\n  - /app:size=100m,mode=1777\nvolumes:\n  - data:/app/data",
        Good: "tmpfs:\n  - /app/tmp:size=100m,mode=1777\nvolumes:\n  - data:/app/data",
        Source: "measured on Podman 4.3.1: outer mounts come first, whatever the order in the file");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from inner in service.Mounts
        where inner.Kind != ComposeMountKind.Other
        let outer = Around(service, inner)
        where outer is not null && outer.Kind != ComposeMountKind.Other && (inner.Kind == ComposeMountKind.Tmpfs) != (outer.Kind == ComposeMountKind.Tmpfs)
        select ComposeScene.Found(Info, service, inner.Range, inner.Target,
            inner.Kind == ComposeMountKind.Tmpfs ? $"The tmpfs {inner.Target} lies inside the {Kind(outer)} on {outer.Target}" : $"The {Kind(inner)} on {inner.Target} lies inside the tmpfs {outer.Target}",
            ComposeScene.See($"outer: {Kind(outer)} {outer.Target}", outer.Node), ComposeScene.See($"inner: {Kind(inner)} {inner.Target}", inner.Node)) with
        {
            NoFix = "Which of the two paths must last is for you to say.",
        };

    private static ComposeMount? Around(ComposeService service, ComposeMount inner) =>
        service.Mounts.Where(mount => MountPaths.IsBelow(inner.Target, mount.Target)).MaxBy(mount => mount.Target.Length);

    private static string Kind(ComposeMount mount) => mount.Kind switch { ComposeMountKind.Tmpfs => "tmpfs", ComposeMountKind.Bind => "bind", _ => "volume" };
}
