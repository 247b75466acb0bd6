using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>A finding as the browser's editor draws it.</summary>
/// <param name="Key">What the editor says when the mark is used: the place in the list that was sent.</param>
/// <param name="Fix">The fix's title; null when there is none.</param>
public sealed record EditorMark(string Key, string Id, string Severity, int Line, int Column, int EndLine, int EndColumn, string Message, string? Fix)
{
    public static EditorMark Of(Finding finding, int index) => new(
        index.ToString(System.Globalization.CultureInfo.InvariantCulture),
        finding.Rule.Id,
        finding.Severity.ToString().ToLowerInvariant(),
        finding.Place.Line, finding.Place.Column, finding.Place.EndLine, finding.Place.EndColumn,
        finding.Message,
        finding.Fix?.Title);
}
