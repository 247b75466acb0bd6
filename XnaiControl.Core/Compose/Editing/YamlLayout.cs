using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>How a file is laid out: indentation, line ends, dashes.</summary>
internal static class YamlLayout
{
    /// <summary>Spaces up to the column of a position; what stands before it on its line may be dashes.</summary>
    public static string Indent(SourceText source, int position) => new(' ', source.LineColumn(position).Column - 1);

    public static bool StartsLine(SourceText source, int position)
    {
        var (line, column) = source.LineColumn(position);
        return source.Line(line)[..(column - 1)].Trim().IsEmpty;
    }

    /// <summary>Behind the last character of the line, comments included; before its line end.</summary>
    public static int LineEnd(SourceText source, int position)
    {
        var (line, _) = source.LineColumn(position);
        return source.LineStart(line) + source.Line(line).Length;
    }

    /// <summary>The indentation that the file uses for one level: the first that it shows, or two spaces.</summary>
    public static int Step(SourceText source)
    {
        for (var line = 1; line < source.LineCount; line++)
        {
            var text = source.Line(line);
            if (text.Length > 0 && text[0] is not ' ' and not '#' and not '-' && text.TrimEnd().EndsWith(":"))
            {
                var next = line + 1;
                while (next < source.LineCount && (source.Line(next).Trim().IsEmpty || source.Line(next).TrimStart().StartsWith("#")))
                {
                    next++;
                }

                var below = source.Line(next);
                var indent = below.Length - below.TrimStart(' ').Length;
                if (indent > 0)
                {
                    return indent;
                }
            }
        }

        return 2;
    }

    /// <summary>Leading steps of two spaces become steps of the file's own width.</summary>
    public static string Reindent(string line, int step)
    {
        var spaces = line.Length - line.TrimStart(' ').Length;
        return new string(' ', spaces / 2 * step) + line[spaces..];
    }

    /// <summary>The position of the dash in front of a block item.</summary>
    public static int DashOf(Node item)
    {
        var at = item.Span.Start - 1;
        while (at >= 0 && item.Source.Text[at] != '-')
        {
            at--;
        }

        return at;
    }
}
