using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC407MemoryLimit : IComposeRule
{
    public RuleInfo Info { get; } = new("XC407", RuleCategory.Reliability, "A service has no memory limit", Severity.Note,
        Failure: "One leak takes the whole host's memory, and the kernel then kills whichever process it likes, often the database. tmpfs mounts count as memory: without a limit, files fill the RAM.",
        Remedy: "Set mem_limit (or deploy.resources.limits.memory) to the peak that you measured plus its tmpfs sizes plus a fifth.",
        Bad: "tmpfs:\n  - /tmp:size=512m",
        Good: "tmpfs:\n  - /tmp:size=512m\nmem_limit: 1g",
        Source: "tmpfs(5); Linux cgroup v2 documentation (shmem is charged to the memory controller)");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services.Where(service => ServiceRoles.IsComplete(service) && service.MemoryLimitBytes is null && service.Node.Find("mem_limit") is null && !StatesLimit(service)))
        {
            var tmpfs = service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Tmpfs).ToList();
            var finding = ComposeScene.Found(Info, service, service.Range, "mem_limit",
                tmpfs.Count == 0 ? "It has no memory limit" : $"Its {(tmpfs.Count == 1 ? "tmpfs" : $"{tmpfs.Count} tmpfs mounts")} may fill the host's memory: there is no limit",
                [.. tmpfs.Select(mount => ComposeScene.See($"tmpfs on {mount.Target}", mount.Node))]);
            yield return finding with { Severity = tmpfs.Count == 0 ? Info.Severity : Severity.Warning, NoFix = "How much it needs must be measured." };
        }
    }

    /// <summary>A limit that is there and not understood (a variable) is a limit.</summary>
    private static bool StatesLimit(ComposeService service) =>
        ((service.Node.Find("deploy") as Document.MappingNode)?.Find("resources") as Document.MappingNode)?.Find("limits") is Document.MappingNode limits && limits.Find("memory") is not null;
}
