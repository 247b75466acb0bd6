using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC402RestartPolicy : IComposeRule
{
    public RuleInfo Info { get; } = new("XC402", RuleCategory.Reliability, "A service is not restarted", Severity.Warning,
        Failure: "After a crash, an out-of-memory kill or a restart of the host, the service stays down until somebody notices.",
        Remedy: "Set restart: unless-stopped. Services that end by themselves say restart: \"no\". Rootless Podman also needs its podman-restart service and lingering for a restart of the host.",
        Fixable: true,
        Bad: "image: app:1.0",
        Good: "image: app:1.0\nrestart: unless-stopped",
        Source: "Compose specification, restart; podman-run(1), --restart");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        where ServiceRoles.IsComplete(service) && service.Restart is null && service.Node.Entry("restart") is null && !ServiceRoles.IsJob(scene, service)
            && (service.Node.Find("deploy") as MappingNode)?.Find("restart_policy") is null
            && service.Node.Find("scale") is not ScalarNode { Value: "0" } && service.Node.Find("provider") is null
        select ComposeScene.Answered(
            ComposeScene.Found(Info, service, service.Range, "restart", "Nothing restarts it after a crash"),
            ComposeScene.FixBy("Restart it unless it was stopped", YamlEdit.SetEntry(service.Node, "restart", "unless-stopped", "image", "build", "container_name", "user", "hostname", "command")),
            "The service is written in a way that cannot be changed with certainty.");
}
