using System.Collections.Immutable;
using XnaiControl.Core.Findings;
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
    private const int MaxNodes = 400_000;

    /// <summary>Later steps walk aliases as if written out; a file of nested aliases could make that endless.</summary>
    private const long MaxWeight = 1_000_000;

    private readonly SourceText _source;
    private readonly Interpolation? _variables;
    private readonly ProblemLog _problems;
    private readonly Parser _parser;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private NodeBuilder(SourceText source, Interpolation? variables, ProblemLog problems)
    {
        _source = source;
        _variables = variables;
        _problems = problems;
        _parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
    }

    /// <summary>The root of each document of the file; none for an empty file or one that is not YAML, which is then in the log.</summary>
    /// <param name="variables">Puts variables into values; null leaves them as written.</param>
    public static ImmutableArray<Node> Build(SourceText source, ProblemLog problems, Interpolation? variables = null)
    {
        var builder = new NodeBuilder(source, variables, problems);
        try
        {
            return builder.ReadDocuments();
        }
        catch (YamlException fault)
        {
            problems.Add(DocumentRules.NotYaml, source.Range(SpanOf(fault.Start, fault.Start, source)), $"This is not valid YAML: {Sentence(fault.Message)}",
                "Check indentation (spaces, no tabs), quotes and colons on this line and its neighbours.");
        }
        catch (InvalidOperationException)
        {
            // What YamlDotNet's scanner says, without a place, of a comment after an unclosed bracket.
            var last = builder._parser.Current?.End ?? Mark.Empty;
            problems.Add(DocumentRules.NotYaml, source.Range(SpanOf(last, last, source)), "This is not valid YAML: what follows here cannot be read; a bracket or a quote is not closed.",
                "Close every bracket and quote on this line and those before it.");
        }
        catch (UnfitException fault)
        {
            problems.Add(fault.Rule, fault.Range, fault.Message, fault.Remedy);
        }

        return [];
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
            throw new UnfitException(DocumentRules.TooLarge, At(_parser.Current!), "The file is nested deeper or is larger than any compose file needs to be.",
                $"Keep it under {MaxDepth} levels and {MaxNodes:N0} values.");
        }

        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known)
                ? known
                : throw new UnfitException(DocumentRules.NotYaml, At(alias), $"No anchor &{alias.Value.Value} stands before this alias.",
                    "Define the anchor above its first use, or correct the name.");
        }

        var start = _parser.Accept<NodeEvent>(out var next) ? next : throw new YamlException(_parser.Current!.Start, _parser.Current.End, "A value is missing.");
        Node node = next switch
        {
            Scalar => ReadScalar(_parser.Consume<Scalar>()),
            SequenceStart => ReadSequence(_parser.Consume<SequenceStart>(), depth),
            _ => ReadMapping(_parser.Consume<MappingStart>(), depth),
        };
        if (node.Weight > MaxWeight)
        {
            throw new UnfitException(DocumentRules.TooLarge, At(start), $"Written out, the aliases of this value make more than {MaxWeight:N0} values.",
                "Write the values out, or use fewer aliases inside anchors.");
        }

        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }

        return node;
    }

    private ScalarNode ReadScalar(Scalar scalar)
    {
        var form = scalar.Style switch
        {
            ScalarStyle.SingleQuoted => ScalarForm.SingleQuoted,
            ScalarStyle.DoubleQuoted => ScalarForm.DoubleQuoted,
            ScalarStyle.Literal => ScalarForm.Literal,
            ScalarStyle.Folded => ScalarForm.Folded,
            _ => ScalarForm.Plain,
        };
        var span = NodeSpans.Scalar(_source, scalar, form);
        var value = _variables is null ? scalar.Value : _variables.Apply(scalar.Value, _source, span, _problems);
        return new ScalarNode(_source, span, TagOf(scalar), scalar.Value, value, form);
    }

    private SequenceNode ReadSequence(SequenceStart start, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        SequenceEnd end;
        while (!_parser.TryConsume(out end!))
        {
            items.Add(ReadNode(depth + 1));
        }

        var flow = start.Style == SequenceStyle.Flow;
        var span = flow ? NodeSpans.Flow(_source, start, end, ']') : NodeSpans.Block(_source, start, items.Count > 0 ? items[^1].Span.End : null);
        return new SequenceNode(_source, span, TagOf(start), items.ToImmutable(), flow) { Weight = 1 + items.Sum(item => item.Weight) };
    }

    private MappingNode ReadMapping(MappingStart start, int depth)
    {
        var entries = new List<Entry>();
        var keys = new Dictionary<string, Entry>(StringComparer.Ordinal);
        var merged = new List<Node>();
        int? last = null;
        MappingEnd end;
        while (!_parser.TryConsume(out end!))
        {
            var at = _parser.Current!;
            var aliased = at is AnchorAlias;
            var key = ReadNode(depth + 1) as ScalarNode
                ?? throw new UnfitException(DocumentRules.WrongShape, At(at), "A key is a list or a mapping.", "Use a plain word as key.");
            var aliasEnd = _parser.Accept<AnchorAlias>(out var alias) ? (int?)alias.End.Index : null;
            var value = ReadNode(depth + 1);
            last = Math.Max(aliased ? (int)at.End.Index : key.Span.End, aliasEnd ?? (value.Span.Length > 0 ? value.Span.End : key.Span.End + 1));
            if (key is { Raw: "<<", Form: ScalarForm.Plain })
            {
                merged.Add(value);
                continue;
            }

            var entry = new Entry(key, value);
            if (!keys.TryAdd(key.Raw, entry))
            {
                _problems.Add(DocumentRules.DuplicateKey, key.Range, $"The key {key.Raw} is set twice; line {keys[key.Raw].KeyPlace.Line} has it already.", "Keep one of the two.");
                continue;
            }

            entries.Add(entry);
        }

        merged.ForEach(value => MergeKeys(entries, keys, value));
        var flow = start.Style == MappingStyle.Flow;
        var span = flow ? NodeSpans.Flow(_source, start, end, '}') : NodeSpans.Block(_source, start, last);
        return new MappingNode(_source, span, TagOf(start), [.. entries], flow) { Weight = 1 + entries.Sum(entry => 1 + entry.Value.Weight) };
    }

    /// <summary>Own keys win over merged ones, earlier merged ones over later: the YAML merge-key type.</summary>
    private void MergeKeys(List<Entry> entries, Dictionary<string, Entry> keys, Node value)
    {
        switch (value)
        {
            case MappingNode mapping:
                foreach (var entry in mapping.Entries.Select(entry => entry with { Merged = true }).Where(entry => keys.TryAdd(entry.Key, entry)))
                {
                    entries.Add(entry);
                }

                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    MergeKeys(entries, keys, item);
                }

                break;
            case ScalarNode { IsNull: true }:
                break;
            default:
                _problems.Add(DocumentRules.WrongShape, value.Range, "The merge key << does not name a mapping.", "Point it at an anchor of a mapping, for example <<: *defaults.");
                break;
        }
    }

    private SourceRange At(ParsingEvent at) => _source.Range(SpanOf(at.Start, at.End, _source));

    private static TextSpan SpanOf(Mark start, Mark end, SourceText source) =>
        TextSpan.Between(Math.Min((int)start.Index, source.Text.Length), Math.Min(Math.Max((int)start.Index, (int)end.Index), source.Text.Length));

    private static string TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? "" : node.Tag.Value;

    private static string Sentence(string message)
    {
        // The library repeats the marks in front of its words.
        var words = message.LastIndexOf("): ", StringComparison.Ordinal) is var cut and >= 0 ? message[(cut + 3)..] : message;
        return words.EndsWith('.') ? words : words + ".";
    }

    /// <summary>Reading this file further would be pointless or unbounded.</summary>
    private sealed class UnfitException(RuleInfo rule, SourceRange range, string message, string remedy) : Exception(message)
    {
        public RuleInfo Rule { get; } = rule;

        public SourceRange Range { get; } = range;

        public string Remedy { get; } = remedy;
    }
}
