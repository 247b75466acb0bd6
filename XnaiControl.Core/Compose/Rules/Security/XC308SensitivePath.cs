using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC308SensitivePath : IComposeRule
{
    public RuleInfo Info { get; } = new("XC308", RuleCategory.Security, "A sensitive path of the host is mounted", Severity.Warning,
        Failure: "The service can read what the host keeps private (keys, passwords, other containers' files), and without :ro change it: a line in /etc/cron.d or an SSH key is enough to own the host.",
        Remedy: "Mount only the file or folder that the service needs, with :ro where it only reads.",
        Bad: "volumes:\n  - /:/host",
        Good: "volumes:\n  - /srv/app/config:/config:ro",
        Source: "CIS Docker Benchmark 5.6");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Bind && HostPaths.IsSensitive(mount.Source) && !HostPaths.IsEngineSocket(mount.Source)
        let readOnly = mount.HasOption("ro")
        select ComposeScene.Found(Info, service, mount.Range, mount.Target, readOnly ? $"The service can read {mount.Source} of the host" : $"The service can read and change {mount.Source} of the host") with
        {
            Severity = readOnly ? Severity.Note : Info.Severity,
            NoFix = "Which part of it the service needs is not in the file.",
        };
}
