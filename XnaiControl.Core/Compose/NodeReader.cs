using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Takes typed values out of nodes; variables are put in only where a value is read, so that one that the panel does not need cannot fail the file.</summary>
internal sealed class NodeReader(Interpolation interpolation)
{
    public string? Text(MappingNode mapping, string key) => mapping.Find(key) is { } node ? Text(node, key) : null;

    public string Text(Node node, string what) => node is ScalarNode scalar
        ? interpolation.Apply(scalar.Value, scalar.Place)
        : throw new ComposeException(node.Place, $"{what} is a {Shape(node)} where one value belongs.", "Write a single value after the colon.");

    public bool Flag(MappingNode mapping, string key)
    {
        if (mapping.Find(key) is not { } node)
        {
            return false;
        }

        return Text(node, key).ToLowerInvariant() switch
        {
            "true" or "yes" or "on" or "y" or "1" => true,
            "false" or "no" or "off" or "n" or "0" or "" => false,
            var other => throw new ComposeException(node.Place, $"{key} is {other}.", "Write true or false."),
        };
    }

    public long? Bytes(MappingNode mapping, string key)
    {
        if (mapping.Find(key) is not { } node || Text(node, key) is not { Length: > 0 } text || text == "-1")
        {
            return null;
        }

        return ByteSize.TryParse(text, out var bytes)
            ? bytes == 0 ? null : bytes
            : throw new ComposeException(node.Place, $"{key} is {text}, which is not a size.", "Write a number with a unit, for example 512m or 2g.");
    }

    public static MappingNode? Mapping(MappingNode mapping, string key) => mapping.Find(key) is { } node ? Mapping(node, key) : null;

    public static MappingNode Mapping(Node node, string what) => node as MappingNode
        ?? throw new ComposeException(node.Place, $"{what} is a {Shape(node)} where a mapping belongs.", "Write its parts as name: value lines, indented below it.");

    /// <summary>The items of a list, or one item where the Compose specification allows a single value; none when absent.</summary>
    public static ImmutableArray<Node> Items(MappingNode mapping, string key) => mapping.Find(key) switch
    {
        null => [],
        SequenceNode sequence => sequence.Items,
        ScalarNode scalar => [scalar],
        var node => throw new ComposeException(node.Place, $"{key} is a mapping where a list belongs.", "Begin each entry with a dash."),
    };

    /// <summary>Names given as a list or as the keys of a mapping.</summary>
    public ImmutableArray<string> Names(MappingNode mapping, string key) => mapping.Find(key) is MappingNode keys
        ? [.. keys.Entries.Select(entry => entry.Key)]
        : [.. Items(mapping, key).Select(item => Text(item, key))];

    private static string Shape(Node node) => node switch { MappingNode => "mapping", SequenceNode => "list", _ => "single value" };
}
