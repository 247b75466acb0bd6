using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Reads <c>ports:</c>, short and long syntax.</summary>
internal sealed class PortReader(NodeReader reader)
{
    public ImmutableArray<ServicePort> Read(MappingNode service) => [.. reader.Items(service, "ports").Select(Read).OfType<ServicePort>()];

    private ServicePort? Read(Node node) => node is MappingNode mapping
        ? reader.Text(mapping, "target") is not { } target ? null : new ServicePort(
            reader.Text(mapping, "host_ip") ?? "",
            reader.Text(mapping, "published") ?? "",
            target,
            reader.Text(mapping, "protocol") ?? "tcp") { Node = mapping }
        : reader.Text(node, "A port") is { Length: > 0 } text ? Short(text, node) : null;

    private static ServicePort Short(string text, Node node)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (ports, protocol) = slash < 0 ? (text, "tcp") : (text[..slash], text[(slash + 1)..]);
        var last = ports.LastIndexOf(':');
        if (last < 0)
        {
            return new ServicePort("", "", ports, protocol) { Node = node };
        }

        // An IPv6 address has colons of its own, in brackets.
        var before = ports[..last];
        var split = before.StartsWith('[') ? before.IndexOf("]:", StringComparison.Ordinal) + 1 : before.LastIndexOf(':');
        var (address, published) = split <= 0 ? ("", before) : (before[..split].Trim('[', ']'), before[(split + 1)..]);
        return new ServicePort(address, published, ports[(last + 1)..], protocol) { Node = node };
    }
}
