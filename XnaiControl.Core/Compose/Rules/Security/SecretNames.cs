using System.Text.RegularExpressions;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Tells variables that hold a secret from those that only speak of one.</summary>
internal static partial class SecretNames
{
    /// <summary>The name ends in the secret's word: <c>DB_PASSWORD</c>, <c>API_KEY_2</c>; not <c>PASSWORD_MIN_LENGTH</c>, <c>MAX_TOKENS</c>.</summary>
    public static bool Names(string variable) => Secret().IsMatch(variable) && !Setting().IsMatch(variable);

    /// <summary>A text that stands in the file as it is: no variable in it, and more than a switch or a path.</summary>
    public static bool IsLiteral(string raw)
    {
        var text = raw.Trim().Trim('"', '\'').Replace("$$", "", StringComparison.Ordinal);
        return text.Length > 0 && !text.Contains('$') && !Switch().IsMatch(text) && !text.StartsWith('/') && !text.Contains("://", StringComparison.Ordinal);
    }

    /// <summary><c>postgres://user:password@host</c> with the password in the file.</summary>
    public static bool HasPassword(string raw) => Credentials().Match(raw) is { Success: true, Groups: var groups } && !groups["password"].Value.Contains('$');

    [GeneratedRegex("(?:(?:^|[_.-])(?:pass|pwd|credentials?)|password|passwd|passphrase|secret|token|api_?key|(?:secret|access|private|encryption|signing|master|jwt|auth)_?key|secret_?key_?base)(?:_?[0-9]+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex("^(?:allow|enable|disable|require|use|has|show|hide|skip|no)_|random|empty", RegexOptions.IgnoreCase)]
    private static partial Regex Setting();

    [GeneratedRegex("^(?:true|false|yes|no|on|off|none|null|0|1)$", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();

    [GeneratedRegex(@"^[a-z][a-z0-9+.-]*://[^/@:\s]*:(?<password>[^/@\s]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
