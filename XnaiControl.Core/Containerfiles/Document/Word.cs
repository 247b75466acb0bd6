namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>A word with its place in the text that it was read from.</summary>
/// <param name="Value">Without quotes and escapes.</param>
/// <param name="Literal">True when it is in single quotes as a whole: variables in it are not replaced.</param>
internal readonly record struct Word(int Start, int Length, string Value, bool Literal)
{
    public int End => Start + Length;
}
