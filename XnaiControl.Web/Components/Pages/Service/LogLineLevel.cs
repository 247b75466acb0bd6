using System.Text.RegularExpressions;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>A line's level by the first word that names one; <see cref="None"/> when none does.</summary>
public enum LineLevel { None, Info, Warn, Error }

public static partial class LineLevels
{
    public static LineLevel Of(string text)
    {
        var match = Word().Match(text);
        return !match.Success ? LineLevel.None : (text[match.Index] | 0x20) switch
        {
            'w' => LineLevel.Warn,
            'i' or 'n' => LineLevel.Info,
            _ => LineLevel.Error,
        };
    }

    [GeneratedRegex(@"\b(?:error|err|fatal|critical|crit|panic|exception|traceback|warning|warn|info|notice)\b|(?:Error|Exception)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
