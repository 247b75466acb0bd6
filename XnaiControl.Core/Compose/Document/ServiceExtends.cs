using System.Collections.Immutable;

namespace XnaiControl.Core.Compose.Document;

/// <summary>
/// Lays a service over the one of the same files that it <c>extends</c>. A base in another file is not followed: its
/// paths belong to another folder, and the panel then shows what this file itself says.
/// </summary>
internal static class ServiceExtends
{
    public static MappingNode Resolve(MappingNode file)
    {
        if (file.Find("services") is not MappingNode services || !services.Entries.Any(e => BaseOf(e.Value) is not null))
        {
            return file;
        }

        var resolved = services with { Entries = [.. services.Entries.Select(e => e with { Value = Resolve(services, e.Value, [e.Key]) })] };
        return file with { Entries = [.. file.Entries.Select(e => e.Key == "services" ? e with { Value = resolved } : e)] };
    }

    private static Node Resolve(MappingNode services, Node service, ImmutableList<string> path)
    {
        if (BaseOf(service) is not { } name)
        {
            return service;
        }

        if (path.Contains(name.Value))
        {
            throw new ComposeException(name.Place, $"The services {string.Join(", ", path)} extend one another in a circle.", "Remove one of the extends: lines.");
        }

        var lower = services.Find(name.Value) ?? throw new ComposeException(name.Place, $"There is no service {name.Value} to extend.", "Correct the name, or declare the service.");
        return NodeMerge.Merge(Resolve(services, lower, path.Add(name.Value)), service);
    }

    private static ScalarNode? BaseOf(Node service) => (service as MappingNode)?.Find("extends") switch
    {
        ScalarNode name => name,
        MappingNode extends when extends.Find("file") is null => extends.Find("service") as ScalarNode,
        _ => null,
    };
}
