using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Lays each service over the one that it <c>extends</c>, in the same file or another.</summary>
internal sealed class ServiceExtends(ComposeLoader files, ProblemLog problems)
{
    private const string Own = "extends";

    /// <param name="earlier">Files merged before: a service may extend one of theirs.</param>
    public MappingNode Resolve(MappingNode file, MappingNode? earlier)
    {
        if (file.Find("services") is not MappingNode services || !services.Entries.Any(e => (e.Value as MappingNode)?.Find("extends") is not null))
        {
            return file;
        }

        var resolved = services with { Entries = [.. services.Entries.Select(e => e with { Value = Resolve(services, earlier?.Find("services") as MappingNode, e.Key, e.Value, []) })] };
        return file with { Entries = [.. file.Entries.Select(e => e.Key == "services" ? e with { Value = resolved } : e)] };
    }

    private Node Resolve(MappingNode services, MappingNode? earlier, string name, Node service, ImmutableList<(string File, string Service)> path)
    {
        if (service is not MappingNode mapping || mapping.Find("extends") is not { } extends || BaseOf(extends) is not { } wanted)
        {
            return service;
        }

        var here = path.Add((mapping.Source.File, name));
        var file = wanted.File is { } elsewhere ? PathOf(extends, elsewhere) : mapping.Source.File;
        if (here.Contains((file, wanted.Service.Value)) || here.Count > 50)
        {
            problems.Add(DocumentRules.Circle, wanted.Service.Range, $"The services {string.Join(", ", here.Select(p => p.Service))} extend one another in a circle.", "Remove one of the extends: lines.");
            return service;
        }

        var lowerServices = wanted.File is { } other ? OtherServices(extends, other) : services;
        if (lowerServices is null)
        {
            return service;
        }

        var lower = lowerServices.Find(wanted.Service.Value) ?? (wanted.File is null ? earlier?.Find(wanted.Service.Value) : null);
        if (lower is null)
        {
            problems.Add(DocumentRules.UnknownReference, wanted.Service.Range, $"There is no service {wanted.Service.Value} to extend.", "Correct the name, or declare the service.");
            return service;
        }

        var inherited = Resolve(lowerServices, null, wanted.Service.Value, lower, here);
        var basis = inherited is MappingNode whole ? whole with { Entries = [.. whole.Entries.Where(e => e.Key != Own)] } : inherited;
        return NodeMerge.Merge(basis, service);
    }

    private MappingNode? OtherServices(Node extends, ScalarNode named) => files.Document(PathOf(extends, named), named.Range)?.Find("services") as MappingNode;

    private static string PathOf(Node extends, ScalarNode named) => Path.GetFullPath(named.Value, Path.GetDirectoryName(Path.GetFullPath(extends.Source.File)) ?? "/");

    private static (ScalarNode Service, ScalarNode? File)? BaseOf(Node extends) => extends switch
    {
        ScalarNode name => (name, null),
        MappingNode mapping when mapping.Find("service") is ScalarNode name => (name, mapping.Find("file") as ScalarNode),
        _ => null,
    };
}
