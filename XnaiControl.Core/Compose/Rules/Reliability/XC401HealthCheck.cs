using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>No health check where somebody would need one. The image may bring one, so most of this is a note.</summary>
internal sealed class XC401HealthCheck : IComposeRule
{
    public RuleInfo Info { get; } = new("XC401", RuleCategory.Reliability, "A service has no health check", Severity.Note,
        Failure: "A process that hangs counts as running: nothing restarts it, nobody is told, and services that depend on it start before it can answer. A service that waits for service_healthy never starts when the image has no health check of its own.",
        Remedy: "Add a healthcheck that asks the service itself: an HTTP path, a ping, a query. Give it a start_period as long as a slow start.",
        Bad: "ports: [\"8000:8000\"]",
        Good: "ports: [\"8000:8000\"]\nhealthcheck:\n  test: [\"CMD\", \"curl\", \"-fsS\", \"http://localhost:8000/health\"]\n  interval: 30s\n  timeout: 5s\n  start_period: 30s",
        Source: "The recovery guide's health phase; Compose specification, healthcheck");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services.Where(service => ServiceRoles.IsComplete(service) && service.HealthCheck is null && RedisServer.Of(service) is not { IsPlainImage: true } && !ServiceRoles.IsJob(scene, service)))
        {
            var waiting = scene.DependantsOf(service.Name).ToList();
            var healthy = waiting.Find(user => user.Dependency.Condition == "service_healthy");
            if (healthy.Service is not null)
            {
                yield return Found(service, $"{healthy.Service.Name} waits until {service.Name} is healthy, and the file has no health check for it",
                    ComposeScene.See("condition: service_healthy", healthy.Dependency.ConditionNode!)) with { Severity = Severity.Warning };
            }
            else if (service.Ports.Length > 0 || waiting.Count > 0)
            {
                yield return Found(service, waiting.Count > 0 ? $"{waiting[0].Service.Name} depends on it, and it has no health check in the file" : "It publishes a port and has no health check in the file");
            }
        }
    }

    private Finding Found(ComposeService service, string message, params ReadOnlySpan<Evidence> evidence) =>
        ComposeScene.Found(Info, service, service.Range, "healthcheck", message, evidence) with { NoFix = "How this service says that it is well is not in the file." };
}
