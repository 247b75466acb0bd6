using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Findings;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Web.Commands;

/// <summary>Runs the linters over all inputs and makes one report of what they say.</summary>
internal static class LintRun
{
    private const long MostBytes = 4 << 20;

    /// <summary>Every rule that these commands run.</summary>
    public static ImmutableArray<RuleInfo> Rules { get; } = [.. ComposeLinter.Rules, .. ContainerfileLinter.Rules];

    public static LintReport Over(Inputs inputs, LintOptions options, string folder)
    {
        var projects = inputs.Projects.Select(files => ComposeLinter.Lint(files, options)).ToList();
        var builtBy = new BuiltBy(projects, options.Policy);
        var problems = new List<string>(inputs.Problems);
        var containerfiles = inputs.Containerfiles.Select(file => Containerfile(file, builtBy, problems)).OfType<ContainerfileLintResult>().ToList();

        problems.AddRange(projects.Where(project => !project.Usable).Select(project => Unusable(project.Findings, folder)));
        problems.AddRange(containerfiles.Where(file => !file.Usable).Select(file => Unusable(file.Findings, folder)));
        var findings = Once(projects.SelectMany(project => project.Findings).Concat(containerfiles.SelectMany(file => file.Findings)), finding => finding).ToImmutableArray();
        var open = findings.Select(Identity).ToHashSet();
        return new LintReport(
            folder,
            [.. projects.SelectMany(project => project.Files).Concat(containerfiles.Select(file => file.Source)).DistinctBy(file => file.File)],
            findings,
            // What one project silences by a comment, another that reads the same file may still report.
            [.. Once(projects.SelectMany(project => project.Suppressed).Concat(containerfiles.SelectMany(file => file.Suppressed)), pair => pair.Finding)
                .Where(pair => !open.Contains(Identity(pair.Finding)))],
            Rules,
            [.. problems]);
    }

    /// <summary>Null when the file cannot be read; the problem then says why.</summary>
    public static ContainerfileLintResult? Containerfile(string file, BuiltBy builtBy, List<string> problems)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes)
            {
                problems.Add($"{file} has more than {MostBytes >> 20} MiB. Name the right file; no Containerfile needs to be that large.");
                return null;
            }

            return ContainerfileLinter.Lint(file, File.ReadAllBytes(file), builtBy.Of(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file} cannot be read: {e.Message} Give this user read access to it.");
            return null;
        }
    }

    public static string Unusable(ImmutableArray<Finding> findings, string folder) => findings.FirstOrDefault() is { } worst
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
