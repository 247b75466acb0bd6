using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

/// <param name="Keyword">In capitals, as in <c>RUN</c>.</param>
/// <param name="Text">The whole instruction as the builder reads it, keyword first.</param>
/// <param name="Start">Where the keyword begins in <paramref name="Text"/>; not 0 for the trigger of an ONBUILD.</param>
/// <param name="ArgumentsStart">Where what follows keyword and flags begins in <paramref name="Text"/>.</param>
/// <param name="Heredocs">In the order of their bodies.</param>
/// <param name="Trigger">The instruction that an ONBUILD holds.</param>
internal sealed record Instruction(
    string Keyword,
    LogicalText Text,
    int Start,
    ImmutableArray<Flag> Flags,
    int ArgumentsStart,
    ImmutableArray<Heredoc> Heredocs,
    Instruction? Trigger = null)
{
    private ImmutableArray<Word> _words;
    private ImmutableArray<Word>? _json;
    private bool _jsonRead;

    public string Arguments => Text.Text[ArgumentsStart..].TrimEnd();

    /// <summary>The arguments, split at blanks outside quotes.</summary>
    public ImmutableArray<Word> Words => _words.IsDefault ? _words = WordReader.Read(Text.Text, ArgumentsStart, Text.Escape) : _words;

    /// <summary>The elements of the JSON form, or null for the shell form.</summary>
    public ImmutableArray<Word>? Json
    {
        get
        {
            if (!_jsonRead)
            {
                (_json, _jsonRead) = (ExecForm.Read(Text.Text, ArgumentsStart), true);
            }

            return _json;
        }
    }

    /// <summary>Elements of the JSON form, else words.</summary>
    public ImmutableArray<Word> List => Json ?? Words;

    /// <summary>Where the first flag or argument goes.</summary>
    public int FlagsStart => Flags.IsEmpty ? ArgumentsStart : Flags[0].Start;

    public TextSpan KeywordPlace => Text.InFile(Start, Keyword.Length);

    /// <summary>From the keyword to the end of the last line that is not a heredoc's.</summary>
    public TextSpan Place => Text.InFile(Start, Text.Text.TrimEnd().Length - Start);

    public TextSpan PlaceOf(Word word) => Text.InFile(word.Start, word.Length);

    /// <summary>Keyword and first argument, for evidence: what follows may hold a secret.</summary>
    public string Brief => Words is [var first, ..] ? $"{Keyword} {Text.Text.AsSpan(first.Start, Math.Min(first.Length, 120))}" : Keyword;

    public Flag? Flag(string name) => Flags.FirstOrDefault(flag => flag.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Text.Text[Start..];
}

/// <param name="Name">Without the dashes.</param>
/// <param name="Value">Without quotes; empty when there is none.</param>
/// <param name="ValueStart">Where the value begins, or the flag's end.</param>
internal sealed record Flag(string Name, string Value, int Start, int Length, int ValueStart)
{
    public int End => Start + Length;
}

/// <param name="Body">Without the line that ends it.</param>
/// <param name="Expands">False when its name is quoted: the builder leaves variables alone.</param>
internal sealed record Heredoc(string Name, TextSpan Body, bool Expands);
