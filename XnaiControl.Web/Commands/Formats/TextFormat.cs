using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>One line a finding, as compilers write it and editors jump to it: <c>file:line:column: severity XC101 message</c>.</summary>
internal sealed class TextFormat(bool colours) : IReportFormat
{
    public void Write(LintReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            output.Write(Line(finding, report.Folder) + "\n");
        }

        output.Write(Summary(report) + "\n");
    }

    public string Line(Finding finding, string folder)
    {
        var place = (finding.Place with { File = Words.Path(finding.Place.File, folder) }).ToString();
        return $"{Paint("1", place + ":")} {Paint(Colour(finding.Severity), Words.Of(finding.Severity))} {finding.Rule.Id} {OneLine(finding.Message)}";
    }

    private static string Summary(LintReport report)
    {
        var read = "in " + Words.Count(report.Files.Length, "file");
        var suppressed = report.Suppressed.Length == 0 ? "" : $", {report.Suppressed.Length} suppressed";
        if (report.Findings.IsEmpty)
        {
            return $"No findings {read}{suppressed}.";
        }

        var counts = new[] { Severity.Critical, Severity.Warning, Severity.Note }
            .Select(severity => (Severity: severity, Count: report.Findings.Count(finding => finding.Severity == severity)))
            .Where(pair => pair.Count > 0)
            .Select(pair => pair.Severity == Severity.Critical ? $"{pair.Count} critical" : Words.Count(pair.Count, Words.Of(pair.Severity)));
        return $"{Words.Count(report.Findings.Length, "finding")} {read}: {string.Join(", ", counts)}; "
            + $"{report.Findings.Count(finding => finding.Fix is not null)} fixable{suppressed}.";
    }

    private static string Colour(Severity severity) => severity switch { Severity.Critical => "31;1", Severity.Warning => "33", _ => "36" };

    private string Paint(string code, string text) => colours ? $"\e[{code}m{text}\e[0m" : text;

    // A message may quote the file; what is in there must neither break the line nor reach the terminal as a command.
    internal static string OneLine(string text) => string.Concat(text.Select(c => c is '\n' or '\r' or '\t' ? " " : char.IsControl(c) ? "\uFFFD" : c.ToString()));
}
