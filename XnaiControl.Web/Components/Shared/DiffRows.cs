using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Components.Shared;

/// <summary>A piece of a line; the strong ones are what changed in it.</summary>
internal readonly record struct DiffPiece(string Text, bool Strong);

/// <summary>One row of a side-by-side diff; a null is an empty half.</summary>
internal readonly record struct DiffPair(DiffLine? Old, DiffLine? New);

/// <summary>A diff in the forms in which <see cref="DiffView"/> draws it.</summary>
internal static class DiffRows
{
    public static IEnumerable<DiffPiece> Pieces(DiffLine line)
    {
        var at = 0;
        foreach (var span in line.ChangedSpans)
        {
            if (span.Start > at)
            {
                yield return new(line.Text[at..span.Start], false);
            }

            yield return new(line.Text[span.Start..span.End], true);
            at = span.End;
        }

        if (at < line.Text.Length)
        {
            yield return new(line.Text[at..], false);
        }
    }

    /// <summary>Removed lines beside the lines that came in their place, in order.</summary>
    public static IEnumerable<DiffPair> Pairs(DiffHunk hunk)
    {
        for (var at = 0; at < hunk.Lines.Length;)
        {
            if (hunk.Lines[at].Kind == DiffKind.Same)
            {
                yield return new(hunk.Lines[at], hunk.Lines[at]);
                at++;
                continue;
            }

            var removed = Run(hunk, at, DiffKind.Removed);
            var added = Run(hunk, at + removed.Length, DiffKind.Added);
            for (var row = 0; row < Math.Max(removed.Length, added.Length); row++)
            {
                yield return new(removed.ElementAtOrDefault(row), added.ElementAtOrDefault(row));
            }

            at += removed.Length + added.Length;
        }
    }

    /// <summary><c>1 line changed, 1 removed, comments kept</c></summary>
    public static string Summary(UnifiedDiff diff)
    {
        int changed = 0, removed = 0, added = 0;
        foreach (var line in diff.Hunks.SelectMany(Blocks))
        {
            var pairs = Math.Min(
                Math.Min(line.Removed.Length, line.Added.Length),
                Math.Max(line.Removed.Count(l => !l.ChangedSpans.IsEmpty), line.Added.Count(l => !l.ChangedSpans.IsEmpty)));
            (changed, removed, added) = (changed + pairs, removed + line.Removed.Length - pairs, added + line.Added.Length - pairs);
        }

        var parts = new[] { (changed, "changed"), (removed, "removed"), (added, "added") }.Where(part => part.Item1 > 0)
            .Select((part, index) => index == 0 ? $"{Format.Plural(part.Item1, "line")} {part.Item2}" : $"{Format.Count(part.Item1)} {part.Item2}");
        return string.Join(", ", parts.Append(CommentsLost(diff) switch { 0 => "comments kept", var lost => Format.Plural(lost, "comment") + " changed" }));
    }

    /// <summary>Where a hunk stands, as the first two keys above its first change: <c>services.crawler</c>; empty for a file without such keys.</summary>
    public static string Path(UnifiedDiff diff, DiffHunk hunk)
    {
        var first = hunk.Lines.First(line => line.Kind != DiffKind.Same);
        var (source, number) = first.OldLine is { } old ? (diff.Before, old) : (diff.After, first.NewLine!.Value);
        var keys = new Stack<string>();
        var indent = Indent(source.Line(number));
        for (var line = number - 1; line > 0 && indent > 0; line--)
        {
            var text = source.Line(line);
            var trimmed = text.Trim();
            if (trimmed.IsEmpty || trimmed[0] is '#' or '-' || Indent(text) >= indent)
            {
                continue;
            }

            indent = Indent(text);
            var colon = trimmed.IndexOf(':');
            if (colon > 0)
            {
                keys.Push(trimmed[..colon].ToString());
            }
        }

        return string.Join('.', keys.Take(2));
    }

    private static int Indent(ReadOnlySpan<char> line) => line.Length - line.TrimStart(' ').Length;

    private static ImmutableArray<DiffLine> Run(DiffHunk hunk, int at, DiffKind kind) =>
        [.. hunk.Lines.Skip(at).TakeWhile(line => line.Kind == kind)];

    private static IEnumerable<(ImmutableArray<DiffLine> Removed, ImmutableArray<DiffLine> Added)> Blocks(DiffHunk hunk)
    {
        for (var at = 0; at < hunk.Lines.Length; at++)
        {
            if (hunk.Lines[at].Kind != DiffKind.Same)
            {
                var removed = Run(hunk, at, DiffKind.Removed);
                var added = Run(hunk, at + removed.Length, DiffKind.Added);
                yield return (removed, added);
                at += removed.Length + added.Length - 1;
            }
        }
    }

    private static int CommentsLost(UnifiedDiff diff)
    {
        var kept = Lines(DiffKind.Added).ToList();
        return Lines(DiffKind.Removed).Count(comment => !kept.Remove(comment));

        IEnumerable<string> Lines(DiffKind kind) =>
            diff.Hunks.SelectMany(hunk => hunk.Lines).Where(line => line.Kind == kind).Select(line => Comment(line.Text)).OfType<string>();
    }

    private static string? Comment(string line)
    {
        var at = line.TrimStart().StartsWith('#') ? line.IndexOf('#', StringComparison.Ordinal) : line.IndexOf(" #", StringComparison.Ordinal) + 1;
        return at > 0 || line.StartsWith('#') ? line[at..].Trim() : null;
    }
}
