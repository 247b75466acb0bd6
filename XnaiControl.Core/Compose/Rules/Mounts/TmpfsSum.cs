using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>How much the tmpfs of a service may hold together.</summary>
internal static class TmpfsSum
{
    /// <summary>Those whose size is known; two on one target count once, named tmpfs volumes count.</summary>
    public static ImmutableArray<(ComposeMount Mount, long Bytes)> Of(ComposeScene scene, ComposeService service)
    {
        var own = service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Tmpfs).Select(mount => (Mount: mount, Size: mount.Option("size")));
        var named = NamedTmpfs.Of(scene.Model, service).Select(pair => (pair.Mount, Size: NamedTmpfs.Option(pair.Volume, "size")));
        return
        [
            .. own.Concat(named).DistinctBy(part => part.Mount.Target)
                .Select(part => (part.Mount, Bytes: TmpfsSize.Bytes(part.Size, scene.Options.HostMemoryBytes) ?? 0))
                .Where(part => part.Bytes > 0),
        ];
    }
}
