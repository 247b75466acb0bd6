using System.Text;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>GitHub's workflow commands: each finding becomes an annotation at its line of a pull request.</summary>
internal sealed class GithubFormat : IReportFormat
{
    public void Write(LintReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            output.Write(Line(finding, report.Folder) + "\n");
        }
    }

    private static string Line(Finding finding, string folder)
    {
        var place = finding.Place;
        var line = new StringBuilder("::");
        line.Append(finding.Severity switch { Severity.Critical => "error", Severity.Warning => "warning", _ => "notice" });
        line.Append(" file=").Append(Property(Words.Path(place.File, folder)));
        if (place.Line > 0)
        {
            line.Append(",line=").Append(place.Line).Append(",endLine=").Append(Math.Max(place.Line, place.EndLine));

            // Columns are refused for a place of several lines.
            if (place.EndLine == place.Line)
            {
                line.Append(",col=").Append(place.Column).Append(",endColumn=").Append(place.EndColumn);
            }
        }

        line.Append(",title=").Append(Property($"{finding.Rule.Id} {finding.Rule.Title}"));
        return line.Append("::").Append(Data(finding.Message)).ToString();
    }

    private static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
