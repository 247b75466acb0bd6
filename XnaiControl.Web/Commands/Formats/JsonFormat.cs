using System.Text.Json.Nodes;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>An array of findings for scripts. Line and column 0 mean the file as a whole; a service is empty when none is meant.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public void Write(LintReport report, TextWriter output) =>
        JsonText.Write(new JsonArray([.. report.Findings.Select(finding => Item(finding, report.Folder))]), output);

    private static JsonObject Item(Finding finding, string folder) => new()
    {
        ["id"] = finding.Rule.Id,
        ["severity"] = Words.Of(finding.Severity),
        ["file"] = Words.Path(finding.Place.File, folder),
        ["line"] = finding.Place.Line,
        ["column"] = finding.Place.Column,
        ["endLine"] = finding.Place.EndLine,
        ["endColumn"] = finding.Place.EndColumn,
        ["service"] = finding.Service,
        ["message"] = finding.Message,
        ["fixable"] = finding.Fix is not null,
    };
}
