using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC307EngineSocket : IComposeRule
{
    public RuleInfo Info { get; } = new("XC307", RuleCategory.Security, "The engine's socket is mounted", Severity.Warning,
        Failure: "This is the key to the host: whoever controls the service can start a privileged container with the host's root file system in it. Read-only (:ro) does not help, because it protects the socket's file, not what is said through it.",
        Remedy: "Remove the mount. If the service must see containers, put a socket proxy between that answers reading requests only, or use a rootless engine of its own.",
        Bad: "volumes:\n  - /var/run/docker.sock:/var/run/docker.sock:ro",
        Good: "environment:\n  DOCKER_HOST: tcp://socket-proxy:2375",
        Source: "Docker documentation, \"Protect the Docker daemon socket\"; CIS Docker Benchmark 5.32");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services)
        {
            foreach (var mount in service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Bind && HostPaths.IsEngineSocket(mount.Source)))
            {
                yield return ComposeScene.Found(Info, service, mount.Range, mount.Target, $"{mount.Source} gives this service control over the engine, and with a rootful engine over the host") with
                {
                    NoFix = "Whether the service works without it is not in the file.",
                };
            }

            if (service.Node.Find("use_api_socket") is ScalarNode { Value: "true" } stated)
            {
                yield return ComposeScene.Found(Info, service, stated.Range, "use_api_socket", "use_api_socket gives this service control over the engine");
            }
        }
    }
}
