using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC301Privileged : IComposeRule
{
    public RuleInfo Info { get; } = new("XC301", RuleCategory.Security, "A container is privileged", Severity.Warning,
        Failure: "All capabilities and all devices of the engine's user are open to the container: whoever breaks into the service owns the host (rootless: the whole account that runs the engine).",
        Remedy: "Remove privileged and give what is needed one by one: cap_add for a capability, devices for a device.",
        Bad: "privileged: true",
        Good: "devices:\n  - /dev/dri:/dev/dri",
        Source: "CIS Docker Benchmark 5.5; podman-run(1), --privileged");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        let stated = service.Node.Find("privileged")
        where stated is ScalarNode { Value: "true" or "True" or "TRUE" or "yes" or "on" }
        select ComposeScene.Found(Info, service, stated.Range, "privileged", "The container is privileged") with
        {
            NoFix = "Only the service's purpose says which capabilities or devices it needs instead.",
        };
}
