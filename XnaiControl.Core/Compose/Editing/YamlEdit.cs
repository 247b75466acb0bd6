using System.Text;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>
/// Edits of one value each. They change what they must and keep every comment. Null: the text is not shaped so that an
/// edit is certain (an alias, another file's node), and the finding is then explained instead of fixed.
/// </summary>
internal static class YamlEdit
{
    public static TextEdit Replace(SourceText source, TextSpan span, string text) => new(source.File, span, text);

    /// <summary>Another value in the same quotes.</summary>
    public static TextEdit Replace(ScalarNode scalar, string value) => new(scalar.Source.File, scalar.Span, YamlText.Scalar(value, scalar.Form));

    /// <summary>Gives a key a single value; a new key goes behind the last of those named in <paramref name="after"/> that is there, else to the end.</summary>
    public static TextEdit? SetEntry(MappingNode owner, string key, string value, params ReadOnlySpan<string> after)
    {
        if (owner.Entry(key) is { Merged: false } entry && Own(owner, entry.Value))
        {
            return entry.Value is ScalarNode { Span.Length: > 0 } scalar
                ? Replace(scalar, value)
                : entry.Value is ScalarNode empty ? AfterColon(entry, " " + YamlText.Scalar(value, ScalarForm.Plain), empty.Source) : null;
        }

        return owner.Flow
            ? IntoFlow(owner, owner.Entries.Length, $"{key}: {YamlText.Scalar(value, ScalarForm.Plain, inFlow: true)}")
            : AddLines(owner, [$"{key}: {YamlText.Scalar(value, ScalarForm.Plain)}"], after);
    }

    /// <summary>A new key with a value of several lines.</summary>
    /// <param name="lines">The first is the key; the others are indented by steps of two spaces, which become the file's own step.</param>
    public static TextEdit? AddBlock(MappingNode owner, IReadOnlyList<string> lines, params ReadOnlySpan<string> after) =>
        owner.Flow ? null : AddLines(owner, lines, after);

    /// <summary>One more item at the end of a list.</summary>
    public static TextEdit? AddItem(SequenceNode list, string value) => AddItems(list, value);

    /// <summary>Several items behind the last one, in its quotes; words that YAML would read as another type get quotes of their own.</summary>
    public static TextEdit? AddItems(SequenceNode list, params ReadOnlySpan<string> values)
    {
        if (list is { Flow: true, Items.IsEmpty: true })
        {
            return IntoFlow(list, 0, string.Join(", ", values.ToArray().Select(value => YamlText.Word(value, ScalarForm.Plain, inFlow: true))));
        }

        if (list.Items is not [.., var last] || !Own(list, last))
        {
            return null;
        }

        var text = new StringBuilder();
        var lead = list.Flow ? ", " : $"{list.Source.NewLine}{YamlLayout.Indent(list.Source, list.Span.Start)}- ";
        foreach (var value in values)
        {
            text.Append(lead).Append(YamlText.Word(value, Style(last), list.Flow));
        }

        return new TextEdit(list.Source.File, new TextSpan(list.Flow ? last.Span.End : YamlLayout.LineEnd(list.Source, last.Span.End), 0), text.ToString());
    }

    /// <summary>A new key: as lines in a block mapping (see <see cref="AddBlock"/>), as one text between braces.</summary>
    public static TextEdit? AddEntry(MappingNode owner, IReadOnlyList<string> lines, string flow, params ReadOnlySpan<string> after) =>
        owner.Flow ? IntoFlow(owner, owner.Entries.Length, flow) : AddLines(owner, lines, after);

    /// <summary>Takes an item out of its list; with the last one the key goes too, because an empty key is not an empty list.</summary>
    public static TextEdit? RemoveItem(DocumentIndex documents, Node item)
    {
        if (documents.HolderOf(item) is not { } holder)
        {
            return null;
        }

        if (holder.List is not { Items.Length: > 1 } list)
        {
            return RemoveEntry(holder.Owner, holder.Entry);
        }

        if (!Own(list, item))
        {
            return null;
        }

        return list.Flow ? OutOfFlow(list.Source, [.. list.Items.Select(i => i.Span)], list.Items.IndexOf(item)) : YamlLines.Remove(item.Source, YamlLayout.DashOf(item), item);
    }

    /// <summary>Takes a key with its value away. Not for the only key of a mapping.</summary>
    public static TextEdit? RemoveEntry(MappingNode owner, Entry entry)
    {
        if (entry.Merged || owner.Entries.Length == 1 || entry.Name.Source != owner.Source || !Own(owner, entry.Name))
        {
            return null;
        }

        if (owner.Flow)
        {
            return OutOfFlow(owner.Source, [.. owner.Entries.Where(e => !e.Merged).Select(e => TextSpan.Between(e.Name.Span.Start, EndOf(e)))], owner.Entries.IndexOf(entry));
        }

        return YamlLayout.StartsLine(owner.Source, entry.Name.Span.Start) && (Own(owner, entry.Value) || entry.Value.Span.Length == 0)
            ? YamlLines.Remove(owner.Source, entry.Name.Span.Start, entry.Name, entry.Value)
            : null;
    }

    private static int EndOf(Entry entry) => entry.Value.Span.Length > 0 && entry.Value.Source == entry.Name.Source && entry.Value.Span.Start >= entry.Name.Span.End ? entry.Value.Span.End : entry.Name.Span.End + 1;

    /// <summary>False for what came through an alias, a merge key or another file: its text stands elsewhere.</summary>
    private static bool Own(Node owner, Node part) => ReferenceEquals(owner.Source, part.Source) && owner.Span.Contains(part.Span);

    private static TextEdit? AddLines(MappingNode owner, IReadOnlyList<string> lines, ReadOnlySpan<string> after)
    {
        Entry? behind = null;
        foreach (var entry in owner.Entries)
        {
            var isOwn = !entry.Merged && Own(owner, entry.Name) && (Own(owner, entry.Value) || entry.Value.Span.Length == 0);
            if (isOwn && (after.IsEmpty || after.Contains(entry.Key)) && (behind is null || entry.Name.Span.Start > behind.Name.Span.Start))
            {
                behind = entry;
            }
        }

        if (behind is null)
        {
            return after.IsEmpty ? null : AddLines(owner, lines, []);
        }

        var source = owner.Source;
        var indent = YamlLayout.Indent(source, behind.Name.Span.Start);
        var step = YamlLayout.Step(source);
        var at = YamlLayout.LineEnd(source, Math.Max(behind.Name.Span.End, Math.Min(EndOf(behind), source.Text.Length)));
        return new TextEdit(source.File, new TextSpan(at, 0), string.Concat(lines.Select(line => source.NewLine + indent + YamlLayout.Reindent(line, step))));
    }

    private static TextEdit? AfterColon(Entry entry, string text, SourceText source)
    {
        var colon = entry.Name.Span.End;
        return colon < source.Text.Length && source.Text[colon] == ':' ? new TextEdit(source.File, new TextSpan(colon + 1, 0), text) : null;
    }

    private static TextEdit? IntoFlow(Node owner, int count, string text)
    {
        var close = owner.Span.End - 1;
        var end = close;
        while (end > owner.Span.Start + 1 && char.IsWhiteSpace(owner.Source.Text[end - 1]))
        {
            end--;
        }

        // A comment in front of the bracket would swallow what comes behind it.
        var last = owner switch { SequenceNode { Items: [.., var item] } => item.Span.End, MappingNode { Entries.Length: > 0 } map => map.Entries.Where(entry => !entry.Merged).Select(EndOf).DefaultIfEmpty(end).Max(), _ => end };
        end = last < end && owner.Source.Text.AsSpan(last, end - last).Contains('#') ? last : end;
        var trailing = owner.Source.Text[end - 1] == ',';
        return new TextEdit(owner.Source.File, new TextSpan(end, 0), count == 0 ? text : trailing ? $" {text}" : $", {text}");
    }

    private static TextEdit? OutOfFlow(SourceText source, TextSpan[] parts, int index) => index switch
    {
        < 0 => null,
        0 when parts.Length > 1 => new TextEdit(source.File, TextSpan.Between(parts[0].Start, parts[1].Start), ""),
        0 => new TextEdit(source.File, parts[0], ""),
        _ => new TextEdit(source.File, TextSpan.Between(parts[index - 1].End, parts[index].End), ""),
    };

    private static ScalarForm Style(Node like) => like is ScalarNode { Form: ScalarForm.SingleQuoted or ScalarForm.DoubleQuoted } quoted ? quoted.Form : ScalarForm.Plain;
}
