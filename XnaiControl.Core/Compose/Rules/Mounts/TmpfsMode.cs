using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>What tools make of the digits of a mode.</summary>
internal enum ModeFault
{
    None,

    /// <summary>Long syntax without quotes: a number, which YAML readers understand as octal or as decimal.</summary>
    Number,

    /// <summary><c>0o1777</c> reaches the engine as it stands.</summary>
    Prefix,

    /// <summary>A mode converted to decimal by hand: 1023 for 1777.</summary>
    Decimal,

    /// <summary>No octal number at all.</summary>
    NotOctal,
}

/// <summary>The mode of a tmpfs: what is written and what is meant.</summary>
/// <param name="Value">What is meant; null when nobody can know.</param>
internal sealed partial record TmpfsMode(string Text, int? Value, ModeFault Fault)
{
    private static readonly int[] Usual = [.. new[] { "700", "711", "750", "755", "770", "775", "777", "1770", "1775", "1777" }.Select(digits => Convert.ToInt32(digits, 8))];

    /// <summary>Null when the mount states no mode, or one that comes from a variable without a value.</summary>
    public static TmpfsMode? Of(ComposeMount mount)
    {
        if (mount.OptionList.LastOrDefault(option => option.Name == "mode") is not { Value: { } text } option || Unset(mount, option, text))
        {
            return null;
        }

        var number = mount.Spelling == MountSpelling.LongVolume && option.Node is { Form: ScalarForm.Plain } plain && !plain.Raw.Contains('$');
        if (Digits().IsMatch(text))
        {
            var octal = Convert.ToInt32(text, 8);
            return IsDecimal(text, octal) is { } meant ? new TmpfsMode(text, meant, ModeFault.Decimal) : new TmpfsMode(text, octal, number ? ModeFault.Number : ModeFault.None);
        }

        return Prefixed().Match(text) is { Success: true } match ? new TmpfsMode(text, Convert.ToInt32(match.Groups[1].Value, 8), ModeFault.Prefix)
            : IsDecimal(text, 0) is { } value ? new TmpfsMode(text, value, ModeFault.Decimal)
            : new TmpfsMode(text, null, ModeFault.NotOctal);
    }

    /// <summary>Of a policy's digits.</summary>
    public static int Parse(string octal) => Convert.ToInt32(octal, 8);

    public static string Octal(int mode) => Convert.ToString(mode, 8);

    public static bool MayAllWrite(int mode) => (mode & 2) != 0;

    private static bool Unset(ComposeMount mount, MountOption option, string text) =>
        text.Contains('$') || (text.Length == 0 && ((option.Node ?? mount.Node as ScalarNode)?.Raw.Contains('$') ?? false));

    /// <summary>Octal, it would lock the owner out or half out; decimal, it is a usual mode.</summary>
    private static int? IsDecimal(string text, int octal) =>
        text[..1] != "0" && int.TryParse(text, out var value) && (octal & 0b111_000_000) != 0b111_000_000 && Usual.Contains(value) ? value : null;

    [GeneratedRegex("^[0-7]{1,6}$")]
    private static partial Regex Digits();

    [GeneratedRegex("^0[oO]([0-7]{1,5})$")]
    private static partial Regex Prefixed();
}
