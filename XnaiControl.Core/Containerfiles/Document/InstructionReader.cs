using System.Collections.Immutable;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>Splits an instruction into keyword, flags and arguments.</summary>
internal static class InstructionReader
{
    public static Instruction Read(LogicalText text, int start)
    {
        var at = start;
        while (at < text.Text.Length && !char.IsWhiteSpace(text.Text[at]))
        {
            at++;
        }

        var keyword = text.Text[start..at].ToUpperInvariant();
        var flags = Flags(text.Text, text.Escape, ref at);
        var instruction = new Instruction(keyword, text, start, flags, at, []);
        var nested = start > 0;
        return keyword == "ONBUILD" && !nested && at < text.Text.Length
            ? instruction with { Trigger = Read(text, at) }
            : instruction;
    }

    private static ImmutableArray<Flag> Flags(string text, char escape, ref int at)
    {
        var flags = ImmutableArray.CreateBuilder<Flag>();
        at = WordReader.SkipBlanks(text, at);
        while (string.CompareOrdinal(text, at, "--", 0, 2) == 0)
        {
            var word = WordReader.ReadOne(text, at, escape);
            at = WordReader.SkipBlanks(text, word.End);
            if (word.Value == "--")
            {
                break;
            }

            var equals = text.IndexOf('=', word.Start, word.Length);
            var (name, value) = word.Value.IndexOf('=', StringComparison.Ordinal) is var cut and >= 0
                ? (word.Value[2..cut], word.Value[(cut + 1)..])
                : (word.Value[2..], "");
            flags.Add(new Flag(name, value, word.Start, word.Length, equals < 0 ? word.End : equals + 1));
        }

        return flags.ToImmutable();
    }
}
