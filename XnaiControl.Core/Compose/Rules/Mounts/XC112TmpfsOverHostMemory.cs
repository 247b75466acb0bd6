using System.Globalization;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>More tmpfs in the whole stack than the host has RAM for.</summary>
internal sealed class XC112TmpfsOverHostMemory : IComposeRule
{
    public RuleInfo Info { get; } = new("XC112", RuleCategory.Mounts, "More tmpfs than the host's RAM allows", Severity.Warning,
        Failure: "tmpfs lives in RAM and swap. When the stack's tmpfs fill up together, the host swaps, then the kernel kills processes, not always those of this stack. The kernel's own documentation warns of a deadlock.",
        Remedy: "Lower the sizes until their sum leaves room for the processes, or move what lasts to volumes. The policy's share says how much of the RAM tmpfs may take.",
        Source: "Linux Documentation/filesystems/tmpfs.rst");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        if (scene.Options.HostMemoryBytes is not { } memory)
        {
            yield break;
        }

        var parts = scene.Services.Select(service => (Service: service, Sized: TmpfsSum.Of(scene, service))).Where(part => !part.Sized.IsEmpty).ToList();
        var sum = parts.Sum(part => part.Sized.Sum(mount => mount.Bytes));
        if (sum <= memory * scene.Policy.MemoryShare || scene.Model.Root.Entry("services") is not { } services)
        {
            yield break;
        }

        var share = (scene.Policy.MemoryShare * 100).ToString("0.#", CultureInfo.InvariantCulture);
        yield return new Finding(Info, Info.Severity, services.Name.Range, "", "",
            sum > memory
                ? $"{TmpfsSize.Words(sum)} of tmpfs in {parts.Count} services exceed the host's {TmpfsSize.Words(memory)} of RAM"
                : $"{TmpfsSize.Words(sum)} of tmpfs in {parts.Count} services take more than {share} % of the host's {TmpfsSize.Words(memory)} of RAM",
            [.. parts.Select(part => ComposeScene.See($"{part.Service.Name}: {TmpfsSize.Words(part.Sized.Sum(mount => mount.Bytes))}", part.Service.NameNode))],
            NoFix: "Which tmpfs can be smaller is for you to say.");
    }
}
