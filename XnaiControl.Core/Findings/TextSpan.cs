namespace XnaiControl.Core.Findings;

/// <summary>A stretch of a file's text, in UTF-16 code units from its start, the byte order mark not counted.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The position behind the last code unit.</summary>
    public int End => Start + Length;

    public static TextSpan Between(int start, int end) => new(start, end - start);

    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    /// <summary>True when both change the same text; insertions at one place count, because their order would be chance.</summary>
    public bool Collides(TextSpan other) =>
        Start < other.End && other.Start < End || Start == other.Start || (Length == 0 || other.Length == 0) && Start <= other.End && other.Start <= End;
}
