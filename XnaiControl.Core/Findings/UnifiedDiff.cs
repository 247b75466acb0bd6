using System.Collections.Immutable;
using XnaiControl.Core.Findings.Diff;

namespace XnaiControl.Core.Findings;

/// <summary>What leads from one version of a file to the next, as people and <c>git apply</c> read it.</summary>
/// <param name="Hunks">In the order of the file; empty when the bytes are the same.</param>
public sealed record UnifiedDiff(SourceText Before, SourceText After, ImmutableArray<DiffHunk> Hunks)
{
    public int Added => Hunks.Sum(hunk => hunk.Lines.Count(line => line.Kind == DiffKind.Added));

    public int Removed => Hunks.Sum(hunk => hunk.Lines.Count(line => line.Kind == DiffKind.Removed));

    /// <summary>Compares byte for byte: a changed line end or byte order mark is a changed line.</summary>
    /// <param name="context">How many unchanged lines stand around a change.</param>
    public static UnifiedDiff Between(SourceText before, SourceText after, int context = 3) =>
        new(before, after, DiffHunks.Of(before, after, Math.Max(0, context)));

    /// <summary>A patch that <c>git apply</c> and <c>patch -p1</c> accept; empty when nothing changed. Write it as UTF-8 without a byte order mark.</summary>
    /// <param name="relativePath">The file's path from the folder in which the patch will be applied, with <c>/</c>.</param>
    public string ToPatch(string relativePath) => PatchText.Of(this, relativePath);
}

/// <summary>Lines that change, with those around them.</summary>
/// <param name="OldStart">The first line in the old version, from 1; the line before the place when <paramref name="OldCount"/> is 0.</param>
/// <param name="NewStart">The same in the new version.</param>
public sealed record DiffHunk(int OldStart, int OldCount, int NewStart, int NewCount, ImmutableArray<DiffLine> Lines);

public enum DiffKind { Same, Removed, Added }

/// <param name="OldLine">From 1; null for an added line.</param>
/// <param name="NewLine">From 1; null for a removed line.</param>
/// <param name="Text">Without its line end and without a byte order mark.</param>
/// <param name="Ending"><c>\n</c>, <c>\r\n</c>, or empty on a last line without one.</param>
/// <param name="ChangedSpans">The stretches of <paramref name="Text"/> that differ from the line's counterpart; empty when the line
/// has none, is the same, or differs in its line end only.</param>
public sealed record DiffLine(int? OldLine, int? NewLine, DiffKind Kind, string Text, string Ending, ImmutableArray<TextSpan> ChangedSpans);
