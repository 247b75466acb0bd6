using System.Collections.Frozen;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC302AddedCapabilities : IComposeRule
{
    private static readonly FrozenDictionary<string, string> Powers = new Dictionary<string, string>
    {
        ["ALL"] = "everything that root may do",
        ["SYS_ADMIN"] = "mounting, namespaces and most of what root may do",
        ["NET_ADMIN"] = "changing interfaces, routes and firewall rules",
        ["SYS_MODULE"] = "loading kernel modules",
        ["SYS_PTRACE"] = "reading and changing other processes",
        ["SYS_RAWIO"] = "reading and writing memory and devices directly",
        ["SYS_BOOT"] = "restarting the host",
        ["DAC_READ_SEARCH"] = "reading every file, whatever its permissions",
        ["DAC_OVERRIDE"] = "ignoring the permissions of every file",
        ["MAC_ADMIN"] = "changing SELinux or AppArmor policy",
        ["BPF"] = "loading programs into the kernel",
        ["PERFMON"] = "watching the whole kernel",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public RuleInfo Info { get; } = new("XC302", RuleCategory.Security, "A powerful capability is added", Severity.Warning,
        Failure: "The capability reaches beyond the container: whoever breaks into the service can change the host or other containers with it.",
        Remedy: "Remove it, or add the narrower one that the service needs, and drop the rest with cap_drop: [ALL]. Where it must stay (a VPN needs NET_ADMIN), say so with an xnai-ignore comment.",
        Bad: "cap_add: [SYS_ADMIN]",
        Good: "cap_drop: [ALL]\ncap_add: [NET_BIND_SERVICE]",
        Source: "capabilities(7); CIS Docker Benchmark 5.4");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from item in (service.Node.Find("cap_add") as SequenceNode)?.Items.OfType<ScalarNode>() ?? []
        let name = item.Value.StartsWith("CAP_", StringComparison.OrdinalIgnoreCase) ? item.Value[4..] : item.Value
        where Powers.ContainsKey(name)
        select ComposeScene.Found(Info, service, item.Range, name.ToUpperInvariant(), $"{name.ToUpperInvariant()} allows {Powers[name]}");
}
