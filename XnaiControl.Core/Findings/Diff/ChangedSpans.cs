using System.Collections.Immutable;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace XnaiControl.Core.Findings.Diff;

/// <summary>Pairs the removed and the added lines of one change, in order, and finds the words that differ in a pair.</summary>
internal static class ChangedSpans
{
    // How far ahead a counterpart is looked for: long rewritten stretches have none, and must not cost their square.
    private const int Ahead = 4;

    // Of very long lines (embedded certificates, base64) people see no words.
    private const int LongestLine = 2_000;

    private static readonly DelimiterChunker Words = new([.. " \t:,;=/\\\"'[]{}()#&*!|>-${}@."]);

    public static (ImmutableArray<TextSpan>[] Removed, ImmutableArray<TextSpan>[] Added) Of(ImmutableArray<string> removed, ImmutableArray<string> added)
    {
        var inRemoved = Empty(removed.Length);
        var inAdded = Empty(added.Length);
        var free = 0;
        for (var old = 0; old < removed.Length; old++)
        {
            for (var fresh = free; fresh < Math.Min(added.Length, free + Ahead); fresh++)
            {
                if (Compare(removed[old], added[fresh]) is { } diff)
                {
                    inRemoved[old] = Spans(diff.PiecesOld, diff.DiffBlocks.Select(block => (block.DeleteStartA, block.DeleteCountA)));
                    inAdded[fresh] = Spans(diff.PiecesNew, diff.DiffBlocks.Select(block => (block.InsertStartB, block.InsertCountB)));
                    free = fresh + 1;
                    break;
                }
            }
        }

        return (inRemoved, inAdded);
    }

    // Null when less than half of the longer line is left: then it is another line, not a changed one.
    private static DiffResult? Compare(string old, string fresh)
    {
        if (Math.Max(old.Length, fresh.Length) > LongestLine)
        {
            return null;
        }

        var diff = Differ.Instance.CreateDiffs(old, fresh, ignoreWhiteSpace: false, ignoreCase: false, Words);
        var gone = diff.DiffBlocks.Sum(block => diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA).Sum(Weight));
        var total = diff.PiecesOld.Sum(Weight);
        return 2 * (total - gone) >= Math.Max(total, diff.PiecesNew.Sum(Weight)) ? diff : null;
    }

    // Indentation makes no two lines alike.
    private static int Weight(string piece) => string.IsNullOrWhiteSpace(piece) ? 0 : piece.Length;

    private static ImmutableArray<TextSpan> Spans(IReadOnlyList<string> pieces, IEnumerable<(int Start, int Count)> blocks)
    {
        var spans = ImmutableArray.CreateBuilder<TextSpan>();
        int at = 0, position = 0;
        foreach (var (start, count) in blocks.Where(block => block.Count > 0))
        {
            position += Length(pieces, at, start - at);
            var length = Length(pieces, start, count);
            spans.Add(new TextSpan(position, length));
            (at, position) = (start + count, position + length);
        }

        return spans.ToImmutable();
    }

    private static int Length(IReadOnlyList<string> pieces, int start, int count)
    {
        var length = 0;
        for (var at = start; at < start + count; at++)
        {
            length += pieces[at].Length;
        }

        return length;
    }

    private static ImmutableArray<TextSpan>[] Empty(int count)
    {
        var spans = new ImmutableArray<TextSpan>[count];
        Array.Fill(spans, []);
        return spans;
    }
}
