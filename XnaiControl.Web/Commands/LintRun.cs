using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Web.Commands;

/// <summary>Runs the linters over all inputs and makes one report of what they say.</summary>
internal static class LintRun
{
    /// <summary>Every rule that these commands run.</summary>
    public static ImmutableArray<RuleInfo> Rules => ComposeLinter.Rules;

    public static LintReport Over(Inputs inputs, LintOptions options, string folder)
    {
        var results = inputs.Projects.Select(files => ComposeLinter.Lint(files, options)).ToList();
        var findings = Once(results.SelectMany(result => result.Findings), finding => finding).ToImmutableArray();
        var open = findings.Select(Identity).ToHashSet();
        return new LintReport(
            folder,
            [.. results.SelectMany(result => result.Files).DistinctBy(file => file.File)],
            findings,
            // What one project silences by a comment, another that reads the same file may still report.
            [.. Once(results.SelectMany(result => result.Suppressed), pair => pair.Finding).Where(pair => !open.Contains(Identity(pair.Finding)))],
            Rules,
            [.. inputs.Problems, .. results.Where(result => !result.Usable).Select(result => Unusable(result, folder))]);
    }

    public static string Unusable(LintResult lint, string folder) => lint.Findings.FirstOrDefault() is { } worst
        ? $"{Words.Path(worst.Place.File, folder)} cannot be used: {worst.Message}"
        : "A file cannot be used. Check that it is a compose file.";

    // Several projects may read one file, by include, extends or an override: what is said of it is said once.
    private static IEnumerable<T> Once<T>(IEnumerable<T> items, Func<T, Finding> finding) => items
        .DistinctBy(item => Identity(finding(item)))
        .OrderBy(item => finding(item).Place.File, StringComparer.Ordinal)
        .ThenBy(item => finding(item).Place.Line)
        .ThenBy(item => finding(item).Place.Column)
        .ThenBy(item => finding(item).Rule.Id, StringComparer.Ordinal);

    private static (string, SourceRange, string, string, string) Identity(Finding finding) =>
        (finding.Rule.Id, finding.Place, finding.Service, finding.Subject, finding.Message);
}
