using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>An instruction as the builder reads it, continuations and comments taken out, that still knows each character's place in the file.</summary>
/// <param name="Segments">Where a stretch begins here and in the file, in order; at least one.</param>
/// <param name="Escape">The file's escape character.</param>
internal sealed record LogicalText(string Text, ImmutableArray<(int Here, int InFile)> Segments, char Escape = '\\')
{
    public static LogicalText Of(SourceText source, TextSpan span) =>
        new(source.Slice(span).ToString(), [(0, span.Start)]);

    /// <summary>The place in the file of the character at a position.</summary>
    public int InFile(int position)
    {
        int low = 0, high = Segments.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Segments[middle].Here <= position)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return Segments[low].InFile + position - Segments[low].Here;
    }

    /// <summary>The stretch of the file; it contains the continuations and comments that lie within.</summary>
    public TextSpan InFile(int start, int length) =>
        length == 0 ? new TextSpan(InFile(start), 0) : TextSpan.Between(InFile(start), InFile(start + length - 1) + 1);
}
