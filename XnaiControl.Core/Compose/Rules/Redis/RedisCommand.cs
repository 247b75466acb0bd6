using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>The words of a Redis server's command, each with its place, and edits of its options.</summary>
internal sealed class RedisCommand
{
    private readonly Node? _node;
    private readonly ImmutableArray<Word> _words;

    private RedisCommand(Node? node, ImmutableArray<Word> words)
    {
        _node = node;
        _words = words;
    }

    /// <summary>Null when the file gives none; the image then starts its own.</summary>
    public Node? Node => _node;

    public IEnumerable<string> Words => _words.Select(word => word.Text);

    /// <summary>A configuration file on the command line may set everything that the command does not.</summary>
    public bool HasConfigFile => _words.Any(word => word.Text.EndsWith(".conf", StringComparison.OrdinalIgnoreCase));

    /// <summary>More than a server and its options: a shell with a script, several commands.</summary>
    public bool IsScript => _words.Any(word => word.Text is "&&" or "||" or ";" or "|" or "-c" || word.Text.Contains('\n') || word.Text.EndsWith(';'));

    public static RedisCommand Of(ComposeService service)
    {
        var node = service.Node.Find("command");
        return new RedisCommand(node, node switch
        {
            SequenceNode list => [.. list.Items.OfType<ScalarNode>().SelectMany(Split)],
            ScalarNode text => InText(text, service.Command),
            _ => [],
        });
    }

    /// <summary>The values of the last <c>--name</c>; null when the option is not there.</summary>
    public ImmutableArray<string>? Values(string name) => Find(name) is { } at ? [.. ValuesAt(at).Select(word => word.Text)] : null;

    public string? Value(string name) => Values(name) is [var value, ..] ? value : null;

    /// <summary>Where the option's name stands.</summary>
    public SourceRange? Place(string name) => Find(name) is { } at ? _words[at].Node.Source.Range(_words[at].Span ?? _words[at].Node.Span) : null;

    /// <summary>Gives options these values; one null among the edits means that the text does not allow it with certainty.</summary>
    public IEnumerable<TextEdit?> Set(params IReadOnlyCollection<(string Name, string Value)> options)
    {
        if (_node is null || IsScript)
        {
            return [null];
        }

        var missing = options.Where(option => Find(option.Name) is null).ToList();
        var edits = options.Except(missing).Select(option => Replace(Find(option.Name)!.Value, option.Value)).ToList();
        if (missing.Count > 0)
        {
            edits.Add(Append(missing));
        }

        return edits;
    }

    private TextEdit? Replace(int at, string value)
    {
        if (ValuesAt(at).ToList() is not [{ Span: { } span } word] || word.Node.Source.Slice(span).Contains('$'))
        {
            return null;
        }

        return _node is SequenceNode
            ? YamlEdit.Replace(word.Node.Source, word.Node.Span, YamlText.Word(value, word.Node.Form, inFlow: true))
            : YamlEdit.Replace(word.Node.Source, span, value);
    }

    private TextEdit? Append(List<(string Name, string Value)> options)
    {
        if (_node is SequenceNode list)
        {
            return YamlEdit.AddItems(list, [.. options.SelectMany(option => new[] { "--" + option.Name, option.Value })]);
        }

        return _words is [.., { Span: { } last } word] && !word.Text.EndsWith('\\')
            ? YamlEdit.Replace(word.Node.Source, new TextSpan(last.End, 0), string.Concat(options.Select(option => $" --{option.Name} {option.Value}")))
            : null;
    }

    private int? Find(string name)
    {
        for (var i = _words.Length - 1; i >= 0; i--)
        {
            if (_words[i].Text.Equals("--" + name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return null;
    }

    private IEnumerable<Word> ValuesAt(int at) => _words.Skip(at + 1).TakeWhile(word => !word.Text.StartsWith("--", StringComparison.Ordinal));

    /// <summary>Redis takes <c>"--save 60 1"</c> as one argument too; its parts then have no place of their own.</summary>
    private static IEnumerable<Word> Split(ScalarNode item) => item.Value.StartsWith("--", StringComparison.Ordinal) && item.Value.Contains(' ')
        ? ShellWords.Split(item.Value).Select(part => new Word(part, item, null))
        : [new Word(item.Value, item, item.Span)];

    private static ImmutableArray<Word> InText(ScalarNode text, ImmutableArray<string> words)
    {
        // A variable may bring several words with it: then none has a certain place.
        var places = WordPlaces.In(text);
        return [.. words.Select((word, i) => new Word(word, text, places.Length == words.Length ? places[i] : null))];
    }

    private sealed record Word(string Text, ScalarNode Node, TextSpan? Span);
}
