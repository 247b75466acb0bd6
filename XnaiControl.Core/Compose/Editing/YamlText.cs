using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>Writes a value so that every YAML reader reads it as the text that it is.</summary>
internal static partial class YamlText
{
    /// <param name="form">The quotes that are there; plain only where that is safe.</param>
    public static string Scalar(string value, ScalarForm form, bool inFlow = false) => form switch
    {
        ScalarForm.SingleQuoted when !value.Contains('\n') => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'",
        ScalarForm.DoubleQuoted => Double(value),
        _ => IsSafe(value, inFlow) ? value : Double(value),
    };

    /// <summary>A value that must stay a text: in quotes where a reader would see a number, a date or a truth value.</summary>
    public static string Word(string value, ScalarForm form, bool inFlow = false) =>
        Scalar(value, form == ScalarForm.Plain && Typed().IsMatch(value) ? ScalarForm.DoubleQuoted : form, inFlow);

    private static string Double(string value) =>
        $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    /// <summary>Numbers and words like <c>yes</c> are left plain: the callers that write them mean them.</summary>
    private static bool IsSafe(string value, bool inFlow) =>
        value.Length > 0 && value.Trim() == value && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal)
        && !value.EndsWith(':') && Plain().IsMatch(value) && !(inFlow && value.AsSpan().IndexOfAny("[]{},") >= 0);

    [GeneratedRegex("^(?:y|n|yes|no|on|off|true|false|null|~|[-+.]?[0-9][0-9_.:xa-fA-F+-]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Typed();

    [GeneratedRegex("""^(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|[\-?:](?=\S))[^\p{Cc}]*$""")]
    private static partial Regex Plain();
}
