using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC304RootUser : IComposeRule
{
    public RuleInfo Info { get; } = new("XC304", RuleCategory.Security, "A service is told to run as root", Severity.Warning,
        Failure: "A fault in the service gives an attacker root inside the container, and with a rootful engine one kernel or mount mistake away from the host's. Files on bind mounts then belong to root.",
        Remedy: "Run it as an ordinary user, for example user: \"${APP_UID:-1001}:${APP_GID:-1001}\", and give that user the directories it writes.",
        Bad: "user: root",
        Good: "user: \"${APP_UID:-1001}:${APP_GID:-1001}\"",
        Source: "CIS Docker Benchmark 4.1");

    /// <remarks>A missing <c>user:</c> is the image's business, which the file does not show.</remarks>
    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        where service.User?.Split(':')[0] is "root" or "0"
        let stated = (ScalarNode)service.Node.Find("user")!
        select ComposeScene.Found(Info, service, stated.Range, "user", scene.Options.Rootless == true
            ? $"The service runs as {service.User}, which is your own account under the rootless engine"
            : $"The service runs as {service.User}") with
        {
            Severity = scene.Options.Rootless == true ? Severity.Note : Info.Severity,
            NoFix = "Which user the image supports, and who owns its directories, is not in the file.",
        };
}
