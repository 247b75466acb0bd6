using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace XnaiControl.Core.Findings.Diff;

/// <summary>Groups the differing lines of two versions and puts their surroundings around them.</summary>
internal static class DiffHunks
{
    private const char ByteOrderMark = '\uFEFF';
    private static readonly CustomFunctionChunker Lines = new(SplitLines);

    public static ImmutableArray<DiffHunk> Of(SourceText before, SourceText after, int context)
    {
        var diff = Differ.Instance.CreateDiffs(Whole(before), Whole(after), ignoreWhiteSpace: false, ignoreCase: false, Lines);
        var hunks = ImmutableArray.CreateBuilder<DiffHunk>();
        for (int first = 0, next; first < diff.DiffBlocks.Count; first = next)
        {
            // Blocks whose surroundings touch make one hunk.
            for (next = first + 1; next < diff.DiffBlocks.Count; next++)
            {
                var end = diff.DiffBlocks[next - 1];
                if (diff.DiffBlocks[next].DeleteStartA - (end.DeleteStartA + end.DeleteCountA) > 2 * context)
                {
                    break;
                }
            }

            hunks.Add(Hunk(diff, first, next, context));
        }

        return hunks.ToImmutable();
    }

    private static DiffHunk Hunk(DiffResult diff, int first, int next, int context)
    {
        var (begin, end) = (diff.DiffBlocks[first], diff.DiffBlocks[next - 1]);
        var lead = Math.Min(context, begin.DeleteStartA);
        int old = begin.DeleteStartA - lead, fresh = begin.InsertStartB - lead;
        var stop = Math.Min(diff.PiecesOld.Count, end.DeleteStartA + end.DeleteCountA + context);
        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        var (oldStart, newStart) = (old, fresh);
        for (var index = first; index < next; index++)
        {
            var block = diff.DiffBlocks[index];
            Same(block.DeleteStartA);
            var removed = Pieces(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            var added = Pieces(diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            var (inRemoved, inAdded) = ChangedSpans.Of([.. removed.Select(line => line.Text)], [.. added.Select(line => line.Text)]);
            lines.AddRange(removed.Select((line, at) => new DiffLine(old + at + 1, null, DiffKind.Removed, line.Text, line.Ending, inRemoved[at])));
            lines.AddRange(added.Select((line, at) => new DiffLine(null, fresh + at + 1, DiffKind.Added, line.Text, line.Ending, inAdded[at])));
            old += removed.Length;
            fresh += added.Length;
        }

        Same(stop);
        var (oldCount, newCount) = (old - oldStart, fresh - newStart);
        return new DiffHunk(oldCount == 0 ? oldStart : oldStart + 1, oldCount, newCount == 0 ? newStart : newStart + 1, newCount, lines.ToImmutable());

        void Same(int until)
        {
            for (; old < until; old++, fresh++)
            {
                var (text, ending) = Piece(diff.PiecesOld[old]);
                lines.Add(new DiffLine(old + 1, fresh + 1, DiffKind.Same, text, ending, []));
            }
        }
    }

    private static ImmutableArray<(string Text, string Ending)> Pieces(IReadOnlyList<string> pieces, int start, int count) =>
        [.. pieces.Skip(start).Take(count).Select(Piece)];

    private static (string Text, string Ending) Piece(string piece)
    {
        var text = piece.AsSpan(piece.StartsWith(ByteOrderMark) ? 1 : 0);
        var ending = text.EndsWith("\r\n") ? "\r\n" : text.EndsWith("\n") ? "\n" : "";
        return (text[..^ending.Length].ToString(), ending);
    }

    private static string Whole(SourceText source) => source.HasByteOrderMark ? ByteOrderMark + source.Text : source.Text;

    // Every line keeps its end: lines that differ in it differ.
    private static string[] SplitLines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is var at and >= 0 ? at + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }
}
