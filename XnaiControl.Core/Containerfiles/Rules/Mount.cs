using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;

namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary>The options of a <c>--mount</c> flag.</summary>
/// <param name="Options">Name in small letters, value, and where the option stands in the instruction's text.</param>
/// <param name="Exact">False when quotes or escapes within the flag hide the options' places.</param>
internal sealed record Mount(Flag Flag, ImmutableArray<(string Name, string Value, int Start, int Length)> Options, bool Exact)
{
    public bool IsCache => Value("type") == "cache";

    public string? Target => Value("target") ?? Value("dst") ?? Value("destination");

    public string? Value(string name) => Options.LastOrDefault(option => option.Name == name).Value;

    public static IEnumerable<Mount> Of(Instruction instruction) =>
        instruction.Flags.Where(flag => flag.Name.Equals("mount", StringComparison.OrdinalIgnoreCase)).Select(flag => Read(instruction, flag));

    private static Mount Read(Instruction instruction, Flag flag)
    {
        var raw = instruction.Text.Text[flag.ValueStart..flag.End];
        var quoted = raw.Length == flag.Value.Length + 2 && raw[0] is '"' or '\'';
        var exact = raw == flag.Value || quoted && raw[1..^1] == flag.Value;
        var options = ImmutableArray.CreateBuilder<(string, string, int, int)>();
        var at = flag.ValueStart + (quoted ? 1 : 0);
        foreach (var option in flag.Value.Split(','))
        {
            var cut = option.IndexOf('=', StringComparison.Ordinal);
            options.Add(cut < 0 ? (option.ToLowerInvariant(), "", at, option.Length) : (option[..cut].ToLowerInvariant(), option[(cut + 1)..], at, option.Length));
            at += option.Length + 1;
        }

        return new Mount(flag, options.ToImmutable(), exact);
    }
}
