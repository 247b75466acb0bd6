using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC405ContainerName : IComposeRule
{
    public RuleInfo Info { get; } = new("XC405", RuleCategory.Reliability, "Two containers have one name", Severity.Critical,
        Failure: "The engine creates the first and refuses the second: \"the container name is already in use\". Which of the two runs is chance.",
        Remedy: "Give each its own container_name, or remove it: Compose then names them itself.",
        Bad: "a: { container_name: web }\nb: { container_name: web }",
        Good: "a: { container_name: web }\nb: { container_name: web_b }",
        Source: "Compose specification, container_name");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        var known = new Dictionary<string, List<ComposeService>>(StringComparer.Ordinal);
        foreach (var service in scene.Services.Where(service => service.ContainerName is { } name && !name.Contains('$')))
        {
            if (!known.TryGetValue(service.ContainerName!, out var earlier))
            {
                known[service.ContainerName!] = earlier = [];
            }

            if (earlier.Find(other => ServiceRoles.MayRunTogether(other, service)) is { } first && Name(service) is { } at && Name(first) is { } named)
            {
                yield return ComposeScene.Found(Info, service, at.Range, "container_name", $"{first.Name} and {service.Name} are both called {service.ContainerName}", ComposeScene.See($"{first.Name} has the name", named));
            }

            earlier.Add(service);
        }
    }

    private static ScalarNode? Name(ComposeService service) => service.Node.Find("container_name") as ScalarNode;
}
