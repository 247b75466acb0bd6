namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>One name of an ENV, ARG or LABEL.</summary>
/// <param name="Place">The word, or for the old form <c>ENV name value</c> all of it.</param>
internal sealed record Assignment(string Name, string Value, bool HasValue, bool Literal, Word Place)
{
    public static IEnumerable<Assignment> In(Instruction instruction)
    {
        var words = instruction.Words;
        if (instruction.Keyword != "ARG" && words.Length > 1 && !words[0].Value.Contains('=', StringComparison.Ordinal))
        {
            var value = instruction.Text.Text[words[1].Start..words[^1].End];
            yield return new Assignment(words[0].Value, value, HasValue: true, Literal: false, words[0] with { Length = words[^1].End - words[0].Start });
            yield break;
        }

        foreach (var word in words)
        {
            var cut = word.Value.IndexOf('=', StringComparison.Ordinal);
            yield return cut < 0
                ? new Assignment(word.Value, "", HasValue: false, Literal: true, word)
                : new Assignment(word.Value[..cut], word.Value[(cut + 1)..], HasValue: true, InSingleQuotes(instruction, word), word);
        }
    }

    public string? Expand(BuildState state) => Literal ? Value : state.Expand(Value);

    private static bool InSingleQuotes(Instruction instruction, Word word) =>
        instruction.Text.Text.AsSpan(word.Start, word.Length) is var raw && raw.IndexOf('=') is var cut and >= 0 && raw[(cut + 1)..].StartsWith("'");
}
