using System.Globalization;

namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary>What chmod makes of a mode: octal digits, or clauses such as <c>a+rwx,+t</c>.</summary>
internal static class FileMode
{
    public const int OpenAndSticky = 0x3FF; // 01777
    public const int Plain = 0x1ED; // 0755

    /// <summary>The new mode, or null when the text is no mode.</summary>
    public static int? Apply(string text, int mode)
    {
        if (text.Length is > 0 and <= 5 && text.All(c => c is >= '0' and <= '7'))
        {
            return text.Aggregate(0, (sum, digit) => sum * 8 + digit - '0');
        }

        foreach (var clause in text.Split(','))
        {
            var at = clause.AsSpan().IndexOfAny("+-=");
            if (at < 0 || clause.AsSpan(0, at).IndexOfAnyExcept("ugoa") >= 0 || clause.AsSpan(at + 1).Trim("rwxXst").Length > 0)
            {
                return null;
            }

            var who = clause.AsSpan(0, at);
            var all = who.IsEmpty || who.Contains('a');
            var rights = (clause.Contains('r', StringComparison.Ordinal) ? 4 : 0) | (clause.Contains('w', StringComparison.Ordinal) ? 2 : 0)
                | (clause.AsSpan(at + 1).IndexOfAny('x', 'X') >= 0 ? 1 : 0);
            var bits = (all || who.Contains('u') ? rights << 6 : 0) | (all || who.Contains('g') ? rights << 3 : 0) | (all || who.Contains('o') ? rights : 0)
                | (clause.AsSpan(at + 1).Contains('t') ? 0x200 : 0);
            var cleared = (all || who.Contains('u') ? 0x1C0 : 0) | (all || who.Contains('g') ? 0x38 : 0) | (all || who.Contains('o') ? 7 : 0) | (all ? 0x200 : 0);
            mode = clause[at] switch { '+' => mode | bits, '-' => mode & ~bits, _ => mode & ~cleared | bits };
        }

        return mode;
    }

    public static string Octal(int mode) => "0" + Convert.ToString(mode, 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture);
}
