using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC404WaitForHealth : IComposeRule
{
    public RuleInfo Info { get; } = new("XC404", RuleCategory.Reliability, "A service does not wait for a healthy dependency", Severity.Warning,
        Failure: "The plain list only orders the starts: the service begins while its database or Redis still loads, and fails or gives up with connection errors, although the file has a health check that would tell.",
        Remedy: "Use the mapping form with condition: service_healthy. The fix turns exactly that list into a mapping; targets without a health check keep service_started.",
        Fixable: true,
        Bad: "depends_on:\n  - redis",
        Good: "depends_on:\n  redis:\n    condition: service_healthy",
        Source: "Compose documentation, \"Control startup order\"");

    /// <remarks>A stated <c>service_started</c> is somebody's decision.</remarks>
    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from dependency in service.Dependencies
        where dependency.ConditionNode is null && Tells(scene, dependency.Service)
        select ComposeScene.Answered(
            ComposeScene.Found(Info, service, dependency.Node.Range, dependency.Service, $"It starts before {dependency.Service} is healthy", ComposeScene.See($"{dependency.Service} has a health check", scene.Find(dependency.Service)!.HealthCheck!.Node)),
            ComposeScene.FixBy($"Wait until {dependency.Service} is healthy", [.. DependsOnForm.ToMapping(scene, dependency.Node, name => Tells(scene, name))]),
            "The list is not written so that it can be changed with certainty (a variable, a single value, another shape). Write the mapping form by hand.");

    private static bool Tells(ComposeScene scene, string name) => scene.Find(name)?.HealthCheck is { Disabled: false, Test.IsEmpty: false };
}
