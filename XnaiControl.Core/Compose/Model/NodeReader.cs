using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Takes typed values out of nodes. A value of the wrong shape goes into the log and counts as absent.</summary>
internal sealed class NodeReader(ProblemLog problems)
{
    public string? Text(MappingNode mapping, string key) => mapping.Find(key) is { } node ? Text(node, key) : null;

    public string? Text(Node node, string what)
    {
        if (node is ScalarNode scalar)
        {
            return scalar.Value;
        }

        WrongShape(node, $"{what} is a {Shape(node)} where one value belongs.", "Write a single value after the colon.");
        return null;
    }

    public bool Flag(MappingNode mapping, string key)
    {
        if (mapping.Find(key) is not { } node || Text(node, key) is not { } text)
        {
            return false;
        }

        switch (text.ToLowerInvariant())
        {
            case "true" or "yes" or "on" or "y" or "1":
                return true;
            case "false" or "no" or "off" or "n" or "0" or "":
                return false;
            default:
                WrongShape(node, $"{key} is {text}.", "Write true or false.");
                return false;
        }
    }

    public long? Bytes(MappingNode mapping, string key)
    {
        if (mapping.Find(key) is not { } node || Text(node, key) is not { Length: > 0 } text || text == "-1")
        {
            return null;
        }

        if (ByteSize.TryParse(text, out var bytes))
        {
            return bytes == 0 ? null : bytes;
        }

        if (!text.Contains('$'))
        {
            WrongShape(node, $"{key} is {text}, which is not a size.", "Write a number with a unit, for example 512m or 2g.");
        }

        return null;
    }

    public MappingNode? Mapping(MappingNode mapping, string key) => mapping.Find(key) is { } node ? Mapping(node, key) : null;

    public MappingNode? Mapping(Node node, string what)
    {
        if (node is MappingNode or ScalarNode { IsNull: true })
        {
            return node as MappingNode;
        }

        WrongShape(node, $"{what} is a {Shape(node)} where a mapping belongs.", "Write its parts as name: value lines, indented below it.");
        return null;
    }

    /// <summary>The items of a list, or one item where the Compose specification allows a single value; none when absent.</summary>
    public ImmutableArray<Node> Items(MappingNode mapping, string key)
    {
        switch (mapping.Find(key))
        {
            case null:
                return [];
            case SequenceNode sequence:
                return sequence.Items;
            case ScalarNode scalar:
                return [scalar];
            case var node:
                WrongShape(node, $"{key} is a mapping where a list belongs.", "Begin each entry with a dash.");
                return [];
        }
    }

    /// <summary>Texts of a list; other shapes go into the log.</summary>
    public ImmutableArray<string> Texts(MappingNode mapping, string key) => [.. Items(mapping, key).Select(item => Text(item, key)).OfType<string>()];

    /// <summary>Names given as a list or as the keys of a mapping, each with the node to point at.</summary>
    public ImmutableArray<(string Name, ScalarNode At, Node? Value)> Names(MappingNode mapping, string key) => mapping.Find(key) is MappingNode keys
        ? [.. keys.Entries.Select(entry => (entry.Key, entry.Name, (Node?)entry.Value))]
        : [.. Items(mapping, key).Select(item => item as ScalarNode ?? Misplaced(item, key)).OfType<ScalarNode>().Select(item => (item.Value, item, (Node?)null))];

    public void WrongShape(Node node, string message, string remedy) => problems.Add(DocumentRules.WrongShape, node.Range, message, remedy);

    private ScalarNode? Misplaced(Node node, string key)
    {
        Text(node, key);
        return null;
    }

    private static string Shape(Node node) => node switch { MappingNode => "mapping", SequenceNode => "list", _ => "single value" };
}
