using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A size that the kernel does not take, or takes for a few bytes.</summary>
internal sealed class XC113TmpfsSize : IComposeRule
{
    /// <summary>Less than this was meant in another unit.</summary>
    private const long Least = 4096;

    public RuleInfo Info { get; } = new("XC113", RuleCategory.Mounts, "A tmpfs size that is not one", Severity.Critical,
        Failure: "The size reaches the kernel letter by letter. It knows whole numbers with k, m, g, t or %, and answers anything else (100mb, 1.5g) with \"invalid argument\" when the container starts. A number without a unit is bytes: size=512 makes a tmpfs of one page.",
        Remedy: "Write a whole number with one unit letter. The fix does so where the meaning is certain.",
        Fixable: true,
        Bad: "tmpfs:\n  - /app/logs:size=100mb,mode=1777",
        Good: "tmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "measured on Podman 4.3.1 with runc 1.1.5; podman-compose 1.0.3 passes the size of the long syntax unchanged");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Tmpfs
        let size = mount.Option("size")
        where size is not null && !Unset(mount, size)
        let finding = Finding(scene, service, mount, size)
        where finding is not null
        select finding;

    private Finding? Finding(ComposeScene scene, ComposeService service, ComposeMount mount, string size)
    {
        if (!TmpfsSize.IsKernelSize(size))
        {
            var meant = TmpfsSize.InKernelSpelling(size.Replace(" ", "", StringComparison.Ordinal));
            var message = size.Length == 0 ? $"The tmpfs {mount.Target} has an empty size" : $"The size {size} of the tmpfs {mount.Target} is refused by the kernel";
            return ComposeScene.Found(Info, service, mount.Range, mount.Target, message, ComposeScene.See($"size {size} of {mount.Target}", mount.Node))
                .Offers(meant is null ? null : ComposeScene.FixBy($"Write the size of {mount.Target} as {meant}", TmpfsEdit.Set(scene, mount, "size", meant)), "Write a whole number with one unit letter, for example 100m.");
        }

        return TmpfsSize.Bytes(size, null) is { } bytes and < Least
            ? ComposeScene.Found(Info, service, mount.Range, mount.Target, $"The size {size} of the tmpfs {mount.Target} is {bytes} bytes", ComposeScene.See($"size {size} of {mount.Target}", mount.Node)) with
            {
                Severity = Severity.Warning,
                NoFix = "Nobody but you knows the unit that was meant. Add a letter: k, m or g.",
            }
            : null;
    }

    /// <summary>An empty or unfinished value of a variable says nothing about the size.</summary>
    private static bool Unset(ComposeMount mount, string size) =>
        size.Contains('$') || (!TmpfsSize.IsKernelSize(size) && ((mount.OptionList.Last(option => option.Name == "size").Node ?? mount.Node as ScalarNode)?.Raw.Contains('$') ?? false) && size.AsSpan().TrimStart("kKmMgGtTbB").IsEmpty);
}
