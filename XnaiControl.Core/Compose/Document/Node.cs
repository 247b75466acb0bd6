using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Document;

/// <summary>
/// A value of a YAML document with its place in the text; anchors and merge keys are resolved. An alias and its anchor
/// are one and the same object.
/// </summary>
/// <param name="Span">From the first to behind the last character of the value, quotes and brackets included.</param>
/// <param name="Tag">A local tag such as <c>!reset</c>, or empty.</param>
internal abstract record Node(SourceText Source, TextSpan Span, string Tag)
{
    public SourceRange Range => Source.Range(Span);

    public Place Place => Place.Of(Range);

    /// <summary>How many values stand here when every alias is written out.</summary>
    public long Weight { get; init; } = 1;
}

internal enum ScalarForm { Plain, SingleQuoted, DoubleQuoted, Literal, Folded }

/// <param name="Raw">The YAML value before variables are put in.</param>
/// <param name="Value">The value after that.</param>
internal sealed record ScalarNode(SourceText Source, TextSpan Span, string Tag, string Raw, string Value, ScalarForm Form) : Node(Source, Span, Tag)
{
    /// <summary>Only a value without quotes can mean null.</summary>
    public bool IsNull => Form == ScalarForm.Plain && Raw is "" or "~" or "null" or "Null" or "NULL";

    /// <summary>The text between the quotes.</summary>
    public TextSpan Content => Form is ScalarForm.SingleQuoted or ScalarForm.DoubleQuoted ? new TextSpan(Span.Start + 1, Math.Max(0, Span.Length - 2)) : Span;

    /// <summary>True when the text is written letter by letter as its value: a part of it can be replaced in place.</summary>
    public bool IsVerbatim => Form <= ScalarForm.DoubleQuoted && Source.Slice(Content).SequenceEqual(Raw);

    /// <summary>Where a part of <see cref="Raw"/> stands in the file; null when the two do not correspond.</summary>
    public TextSpan? Locate(int start, int length) => IsVerbatim ? new TextSpan(Content.Start + start, length) : null;
}

/// <param name="Flow">Written in brackets.</param>
internal sealed record SequenceNode(SourceText Source, TextSpan Span, string Tag, ImmutableArray<Node> Items, bool Flow) : Node(Source, Span, Tag);

/// <param name="Flow">Written in braces.</param>
internal sealed record MappingNode(SourceText Source, TextSpan Span, string Tag, ImmutableArray<Entry> Entries, bool Flow) : Node(Source, Span, Tag)
{
    public static MappingNode Empty(Node like) => new(like.Source, new TextSpan(like.Span.Start, 0), "", [], Flow: false);

    public Node? Find(string key) => Entry(key) is { } entry && entry.Value is not ScalarNode { IsNull: true } ? entry.Value : null;

    /// <summary>The entry, also when its value is null.</summary>
    public Entry? Entry(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }

        return null;
    }
}

/// <param name="Name">The key: the place that people expect a message to name.</param>
/// <param name="Value">The value.</param>
/// <param name="Merged">Came through a merge key: the text of it stands elsewhere.</param>
internal sealed record Entry(ScalarNode Name, Node Value, bool Merged = false)
{
    public string Key => Name.Raw;

    public Place KeyPlace => Name.Place;
}
