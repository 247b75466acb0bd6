using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC306WritableRoot : IComposeRule
{
    public RuleInfo Info { get; } = new("XC306", RuleCategory.Security, "The root file system is writable", Severity.Note,
        Failure: "A break-in can change the program itself and lasts until the container is recreated. Files that the service writes outside its mounts are lost with the container and fill the engine's disk.",
        Remedy: "Set read_only: true and give the paths that the service writes a tmpfs (/tmp, /var/run, its log folder) or a volume. Try it: a missing path shows as \"Read-only file system\" in the log.",
        Bad: "image: app:1.0",
        Good: "image: app:1.0\nread_only: true\ntmpfs:\n  - /tmp:size=64m,mode=1777",
        Source: "CIS Docker Benchmark 5.13; the recovery guide, read-only root with tmpfs");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        where !service.ReadOnly && (service.Image ?? service.Build?.Context) is not null
        select ComposeScene.Found(Info, service, service.Range, "read_only", "The root file system is writable") with
        {
            NoFix = "Which paths the service writes is not in the file.",
        };
}
