using System.Text.RegularExpressions;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>What the options of a tmpfs ask for.</summary>
internal sealed partial record TmpfsRequest(string? Size, string? ModeText)
{
    /// <summary>The mode's bits; null when none is asked for or it is no octal number.</summary>
    public int? Mode => ModeText is { } text && Octal().Match(text) is { Success: true } match ? Convert.ToInt32(match.Groups[1].Value, 8) : null;

    public static TmpfsRequest Parse(string options)
    {
        string? Value(string name) => options.Split(',', StringSplitOptions.TrimEntries)
            .LastOrDefault(option => option.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

        return new TmpfsRequest(Value("size"), Value("mode"));
    }

    [GeneratedRegex("^(?:0o)?0*([0-7]{1,4})$")]
    private static partial Regex Octal();
}
