using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace XnaiControl.Core.Compose.Document;

/// <summary>
/// Builds the nodes of a file from the parser's events rather than from the library's representation model: that one
/// recurses without a bound, loses the key's place and leaves merge keys alone. Aliases share one node, so that
/// repeated references cost nothing.
/// </summary>
internal sealed class NodeBuilder
{
    private const int MaxDepth = 100;
    private const int MaxNodes = 200_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private NodeBuilder(string file, string text)
    {
        _file = file;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The root of each document of the file; none for an empty file.</summary>
    public static ImmutableArray<Node> Build(string file, string text)
    {
        try
        {
            return new NodeBuilder(file, text).ReadDocuments();
        }
        catch (YamlException fault)
        {
            var place = new Place(file, (int)fault.Start.Line, (int)fault.Start.Column);
            throw new ComposeException(place, $"This is not valid YAML: {Sentence(fault.Message)}",
                "Check indentation (spaces, no tabs), quotes and colons on this line and its neighbours.", fault);
        }
    }

    private ImmutableArray<Node> ReadDocuments()
    {
        var documents = ImmutableArray.CreateBuilder<Node>();
        _parser.Consume<StreamStart>();
        while (!_parser.TryConsume<StreamEnd>(out _))
        {
            _parser.Consume<DocumentStart>();
            _anchors.Clear();
            documents.Add(ReadNode(0));
            _parser.Consume<DocumentEnd>();
        }

        return documents.ToImmutable();
    }

    private Node ReadNode(int depth)
    {
        if (depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw new ComposeException(At(_parser.Current!.Start), "The file is nested deeper or is larger than any compose file needs to be.",
                $"Keep it under {MaxDepth} levels and {MaxNodes:N0} values.");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known)
                ? known
                : throw new ComposeException(At(alias.Start), $"No anchor &{alias.Value.Value} stands before this alias.",
                    "Define the anchor above its first use, or correct the name.");
        }

        var start = _parser.Accept<NodeEvent>(out var next) ? next : throw new YamlException(_parser.Current!.Start, _parser.Current.End, "A value is missing.");
        Node node = next switch
        {
            Scalar => ReadScalar(_parser.Consume<Scalar>()),
            SequenceStart => ReadSequence(_parser.Consume<SequenceStart>(), depth),
            _ => ReadMapping(_parser.Consume<MappingStart>(), depth),
        };
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private ScalarNode ReadScalar(Scalar scalar) =>
        new(At(scalar.Start), TagOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return new SequenceNode(At(start.Start), TagOf(start), items.ToImmutable());
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var entries = new List<Entry>();
        var merged = new List<Node>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyPlace = At(_parser.Current!.Start);
            var key = ReadNode(depth + 1) as ScalarNode
                ?? throw new ComposeException(keyPlace, "A key is a list or a mapping.", "Use a plain word as key.");
            var value = ReadNode(depth + 1);
            if (key is { Value: "<<", Plain: true })
            {
                merged.Add(value);
                continue;
            }

            if (entries.FindIndex(e => e.Key == key.Value) is var at and >= 0)
            {
                throw new ComposeException(keyPlace, $"The key {key.Value} is set twice; line {entries[at].KeyPlace.Line} has it already.",
                    "Keep one of the two.");
            }

            entries.Add(new Entry(key.Value, keyPlace, value));
        }

        merged.ForEach(value => MergeKeys(entries, value));
        return new MappingNode(At(start.Start), TagOf(start), [.. entries]);
    }

    /// <summary>Own keys win over merged ones, earlier merged ones over later: the YAML merge-key type.</summary>
    private static void MergeKeys(List<Entry> entries, Node value)
    {
        switch (value)
        {
            case MappingNode mapping:
                entries.AddRange(mapping.Entries.Where(entry => !entries.Exists(own => own.Key == entry.Key)).ToList());
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    MergeKeys(entries, item);
                }

                break;
            case ScalarNode { IsNull: true }:
                break;
            default:
                throw new ComposeException(value.Place, "The merge key << does not name a mapping.", "Point it at an anchor of a mapping, for example <<: *defaults.");
        }
    }

    private Place At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? "" : node.Tag.Value;

    private static string Sentence(string message)
    {
        // The library repeats the marks in front of its words.
        var words = message.LastIndexOf("): ", StringComparison.Ordinal) is var cut and >= 0 ? message[(cut + 3)..] : message;
        return words.EndsWith('.') ? words : words + ".";
    }
}
