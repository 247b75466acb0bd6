using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC403DependencyCycle : IComposeRule
{
    /// <summary>A longer chain is nobody's stack, and recursion must end.</summary>
    private const int MostSteps = 500;

    public RuleInfo Info { get; } = new("XC403", RuleCategory.Reliability, "Services depend on each other in a circle", Severity.Critical,
        Failure: "Compose refuses the whole file with \"dependency cycle detected\"; podman-compose hangs or starts them in a chance order.",
        Remedy: "Decide which of them can start first and retry the connection in the other; remove that one's depends_on.",
        Bad: "a: { depends_on: [b] }\nb: { depends_on: [a] }",
        Good: "a: { depends_on: [b] }\nb: {}",
        Source: "Compose specification, depends_on");

    /// <remarks>Each circle once, reported where the first service of the file that is part of it names the next.</remarks>
    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        var found = new List<Finding>();
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var service in scene.Services)
        {
            Visit(scene, service, [], state, found);
        }

        return found;
    }

    /// <param name="state">False while a service is on the path, true when everything behind it is known.</param>
    private void Visit(ComposeScene scene, ComposeService service, ImmutableList<ComposeService> path, Dictionary<string, bool> state, List<Finding> found)
    {
        if (state.TryGetValue(service.Name, out var done))
        {
            if (!done && path.FindIndex(step => step.Name == service.Name) is var from and >= 0)
            {
                found.Add(Finding([.. path.Skip(from)]));
            }

            return;
        }

        if (path.Count >= MostSteps)
        {
            return;
        }

        state[service.Name] = false;
        foreach (var next in service.DependsOn.Select(scene.Find).OfType<ComposeService>())
        {
            Visit(scene, next, path.Add(service), state, found);
        }

        state[service.Name] = true;
    }

    private Finding Finding(ImmutableArray<ComposeService> circle)
    {
        Evidence Step(int i) => ComposeScene.See($"{circle[i].Name} depends on {circle[(i + 1) % circle.Length].Name}",
            circle[i].Dependencies.First(dependency => dependency.Service == circle[(i + 1) % circle.Length].Name).Node);

        var steps = Enumerable.Range(0, circle.Length).Select(Step).ToArray();
        return ComposeScene.Found(Info, circle[0], steps[0].Place!.Value, string.Join('>', circle.Select(service => service.Name).Order(StringComparer.Ordinal)),
            circle.Length == 1 ? $"{circle[0].Name} depends on itself" : $"{string.Join(" → ", circle.Append(circle[0]).Select(service => service.Name))}", steps) with
        {
            NoFix = "Which of them can start without the other is not in the file.",
        };
    }
}
