using System.Text;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>Removes whole lines, and leaves the comments that stood on them.</summary>
internal static class YamlLines
{
    /// <param name="start">The first character to go: a key or a dash, the first on its line apart from other dashes.</param>
    /// <param name="parts">The values that go with it.</param>
    public static TextEdit? Remove(SourceText source, int start, params ReadOnlySpan<Node> parts)
    {
        if (start < 0 || !YamlLayout.StartsLine(source, start))
        {
            return null;
        }

        var end = start;
        var scalars = new List<TextSpan>();
        foreach (var part in parts)
        {
            end = Math.Max(end, part.Span.End);
            Collect(part, scalars);
        }

        var (first, _) = source.LineColumn(start);
        var (last, _) = source.LineColumn(end);
        var kept = new StringBuilder();
        for (var line = first; line <= last; line++)
        {
            if (Comment(source, line, scalars) is { } at)
            {
                var text = source.Line(line).ToString();
                var alone = text.AsSpan(0, at).Trim().IsEmpty;
                kept.Append(alone ? text : YamlLayout.Indent(source, start) + text[at..].TrimEnd()).Append(source.NewLine);
            }
        }

        var from = source.LineStart(first);
        var to = source.LineStart(last + 1);
        if (to == source.Text.Length && !source.Text.EndsWith('\n') && from > 0 && kept.Length == 0)
        {
            // The file ends without a line end: the one before goes, so that it still does.
            from -= source.NewLine.Length;
        }

        return new TextEdit(source.File, TextSpan.Between(from, to), kept.ToString());
    }

    /// <summary>Where on a line a comment begins.</summary>
    private static int? Comment(SourceText source, int line, List<TextSpan> scalars)
    {
        var start = source.LineStart(line);
        var text = source.Line(line);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && (i == 0 || char.IsWhiteSpace(text[i - 1])) && !scalars.Exists(span => span.Start <= start + i && start + i < span.End))
            {
                return i;
            }
        }

        return null;
    }

    private static void Collect(Node node, List<TextSpan> scalars)
    {
        switch (node)
        {
            case ScalarNode scalar:
                scalars.Add(scalar.Span);
                break;
            case SequenceNode sequence:
                foreach (var item in sequence.Items)
                {
                    Collect(item, scalars);
                }

                break;
            case MappingNode mapping:
                foreach (var entry in mapping.Entries)
                {
                    scalars.Add(entry.Name.Span);
                    Collect(entry.Value, scalars);
                }

                break;
        }
    }
}
