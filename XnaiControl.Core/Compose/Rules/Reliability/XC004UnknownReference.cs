using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Names of services, volumes, networks, secrets and configs that nothing declares: Compose refuses the file.</summary>
internal sealed class XC004UnknownReference : IComposeRule
{
    private static readonly ImmutableArray<string> Namespaces = ["network_mode", "pid", "ipc"];

    private static readonly ImmutableArray<(string Key, string Thing)> Things = [("networks", "network"), ("secrets", "secret"), ("configs", "config")];

    public RuleInfo Info => DocumentRules.UnknownReference;

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        var names = scene.Services.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        return scene.Services.SelectMany(service => Services(service, names).Concat(Resources(scene, service)));
    }

    private IEnumerable<Finding> Services(ComposeService service, HashSet<string> names)
    {
        foreach (var dependency in service.Dependencies.Where(dependency => !names.Contains(dependency.Service) && !IsOptional(service, dependency.Service)))
        {
            yield return Missing(service, dependency.Node, "depends_on", "service", dependency.Service, names);
        }

        foreach (var link in Texts(service, "links").Where(link => !names.Contains(link.Value.Split(':')[0])))
        {
            yield return Missing(service, link, "links", "service", link.Value.Split(':')[0], names);
        }

        foreach (var from in Texts(service, "volumes_from").Where(from => from.Value.Split(':') is [not "container", ..] parts && !names.Contains(parts[0])))
        {
            yield return Missing(service, from, "volumes_from", "service", from.Value.Split(':')[0], names);
        }

        foreach (var key in Namespaces)
        {
            if (service.Node.Find(key) is ScalarNode shared && shared.Value.StartsWith("service:", StringComparison.Ordinal) && !names.Contains(shared.Value[8..]))
            {
                yield return Missing(service, shared, key, "service", shared.Value[8..], names);
            }
        }
    }

    private IEnumerable<Finding> Resources(ComposeScene scene, ComposeService service)
    {
        foreach (var mount in service.Mounts.Where(mount => mount is { Kind: ComposeMountKind.Volume, Source.Length: > 0 } && !mount.Source.Contains('$')))
        {
            if (scene.Declared("volumes") is var volumes && !volumes.Contains(mount.Source))
            {
                yield return Missing(service, mount.Node, "volumes", "volume", mount.Source, volumes);
            }
        }

        foreach (var (key, thing) in Things)
        {
            var declared = scene.Declared(key);
            foreach (var (name, at) in Names(service.Node.Find(key)).Where(named => !declared.Contains(named.Name) && !(key == "networks" && named.Name == "default")))
            {
                yield return Missing(service, at, key, thing, name, declared);
            }
        }
    }

    private Finding Missing(ComposeService service, Node at, string key, string thing, string name, IEnumerable<string> known)
    {
        var meant = Spelling.Nearest(name, known);
        return ComposeScene.Found(Info, service, at.Range, $"{key}/{name}", $"There is no {thing} {name}{(meant is null ? "" : $"; did you mean {meant}?")}") with
        {
            NoFix = thing == "service" ? "Correct the name, or declare the service." : $"Correct the name, or declare it below the top-level {key}:.",
        };
    }

    private static bool IsOptional(ComposeService service, string name) =>
        service.Node.Find("depends_on") is MappingNode all && all.Find(name) is MappingNode one && one.Find("required") is ScalarNode { Value: "false" };

    private static IEnumerable<ScalarNode> Texts(ComposeService service, string key) =>
        (service.Node.Find(key) as SequenceNode)?.Items.OfType<ScalarNode>().Where(item => item.Value.Length > 0 && !item.Value.Contains('$')) ?? [];

    /// <summary>Lists of names, of mappings with a source, and mappings by name.</summary>
    private static IEnumerable<(string Name, Node At)> Names(Node? node) => node switch
    {
        MappingNode keys => keys.Entries.Select(entry => (entry.Key, (Node)entry.Name)),
        SequenceNode list => list.Items.Select(item => item as ScalarNode ?? (item as MappingNode)?.Find("source") as ScalarNode)
            .OfType<ScalarNode>().Where(item => item.Value.Length > 0 && !item.Value.Contains('$')).Select(item => (item.Value, (Node)item)),
        _ => [],
    };
}
