using XnaiControl.Core.Findings;
using YamlDotNet.Core.Events;

namespace XnaiControl.Core.Compose.Document;

/// <summary>Turns the parser's marks into the stretch that a person would select: marks of properties, comments and blank lines are not part of a value.</summary>
internal static class NodeSpans
{
    public static TextSpan Scalar(SourceText source, Scalar scalar, ScalarForm form)
    {
        var text = source.Text;
        var start = Math.Min((int)scalar.Start.Index, text.Length);
        var end = Math.Clamp((int)scalar.End.Index, start, text.Length);
        if (form is ScalarForm.Literal or ScalarForm.Folded)
        {
            return TrimEnd(text, AfterProperties(text, start, end), end);
        }

        if (scalar.Value.Length == 0 && form == ScalarForm.Plain)
        {
            return new TextSpan(start, 0);
        }

        return form == ScalarForm.Plain
            ? TrimEnd(text, AfterProperties(text, start, end), end)
            : TextSpan.Between(AfterProperties(text, start, end), end);
    }

    /// <param name="bracket">The closing one: the parser's end mark of a collection may stand before it.</param>
    public static TextSpan Flow(SourceText source, NodeEvent start, ParsingEvent end, char bracket)
    {
        var text = source.Text;
        var at = Math.Min((int)end.Start.Index, text.Length);
        var behind = at < text.Length && text[at] == bracket ? at + 1 : Math.Min((int)end.End.Index, text.Length);
        return TextSpan.Between(AfterProperties(text, (int)start.Start.Index, behind), behind);
    }

    /// <param name="lastEnd">The end of the last child; null for an empty collection.</param>
    public static TextSpan Block(SourceText source, NodeEvent start, int? lastEnd)
    {
        var from = Math.Min((int)start.Start.Index, source.Text.Length);
        var first = AfterProperties(source.Text, from, lastEnd ?? from);
        return TextSpan.Between(first, Math.Max(first, lastEnd ?? first));
    }

    /// <summary>Skips <c>&amp;anchor</c> and <c>!tag</c> in front of a value.</summary>
    private static int AfterProperties(string text, int start, int end)
    {
        while (start < end && text[start] is '&' or '!')
        {
            while (start < end && !char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            start = SkipBlanks(text, start, end);
        }

        return start;
    }

    private static int SkipBlanks(string text, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(text[start]) || text[start] == '#'))
        {
            if (text[start] == '#')
            {
                while (start < end && text[start] != '\n')
                {
                    start++;
                }
            }
            else
            {
                start++;
            }
        }

        return start;
    }

    private static TextSpan TrimEnd(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.Between(start, end);
    }
}
