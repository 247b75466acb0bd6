using System.Text.RegularExpressions;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Replaces secret values in text by ***: values known from environments, whatever a secret-sounding name is set to in
/// the text itself (podman-compose echoes <c>-e REDIS_PASSWORD=…</c>), and passwords inside URLs. A value met once is
/// known from then on.
/// </summary>
internal sealed partial class SecretRedactor
{
    private const string Mask = "***";
    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private string[] _longestFirst = [];

    public static bool IsSecretName(string name) => SecretName().IsMatch(name);

    public void Learn(string value)
    {
        value = value.Trim().Trim('"', '\'');
        if (value.Length == 0 || value.StartsWith("${", StringComparison.Ordinal) || value.Contains(Mask, StringComparison.Ordinal) || Harmless().IsMatch(value))
        {
            return;
        }

        lock (_gate)
        {
            if (_known.Add(value))
            {
                _longestFirst = [.. _known.OrderByDescending(known => known.Length)];
            }
        }
    }

    public string Redact(string text)
    {
        // An echoed command line: a value reaches to the next option, because the echo lost its quotes.
        var assignment = text.StartsWith("podman ", StringComparison.Ordinal) ? EchoedAssignment() : Assignment();
        text = assignment.Replace(text, match =>
        {
            var value = match.Groups["value"].Value;
            Learn(value);
            // What follows in an echo may not belong to the value.
            Learn(value.Split(' ')[0]);
            return match.Groups["name"].Value + Mask;
        });
        text = UrlPassword().Replace(text, match =>
        {
            Learn(match.Groups["value"].Value);
            return match.Groups["name"].Value + Mask + "@";
        });
        foreach (var value in _longestFirst)
        {
            // A short value would eat parts of words.
            text = value.Length >= 6
                ? text.Replace(value, Mask, StringComparison.Ordinal)
                : Regex.Replace(text, $@"(?<![\w]){Regex.Escape(value)}(?![\w])", Mask, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }

        return text;
    }

    /// <summary>Learns from <c>NAME=value</c> or <c>NAME: value</c> in one line of a file.</summary>
    public void LearnFromLine(string line)
    {
        var match = FileAssignment().Match(line);
        if (match.Success)
        {
            Learn(match.Groups["value"].Value);
            if (Default().Match(match.Groups["value"].Value) is { Success: true } fallback)
            {
                Learn(fallback.Groups["value"].Value);
            }
        }
    }

    [GeneratedRegex("PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY|CREDENTIAL", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    [GeneratedRegex("""(?<name>\b[\w.-]*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY|CREDENTIAL)\w*["']?=)(?<value>"[^"]*"|'[^']*'|[^\s"',\]]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"(?<name>\b[\w.-]*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY|CREDENTIAL)\w*=)(?<value>.+?)(?=\s-{1,2}[a-z]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EchoedAssignment();

    [GeneratedRegex(@"(?<name>[a-z][a-z0-9+.-]*://[^\s:@/]*:)(?<value>[^\s@/]+)@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPassword();

    [GeneratedRegex("""^\s*(?:-\s*)?["']?(?:export\s+)?[\w.-]*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|KEY|CREDENTIAL)\w*\s*[=:]\s*(?<value>.+?)\s*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileAssignment();

    [GeneratedRegex(@"\$\{\w+:?-(?<value>[^}]+)\}")]
    private static partial Regex Default();

    [GeneratedRegex("^(?:true|false|yes|no|on|off|none|null|[0-9]|\\W+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();
}
