using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>
/// Runs every compose rule over a set of files. A fault in the files is a finding, never an exception; time and memory
/// are bounded.
/// </summary>
public static class ComposeLinter
{
    /// <summary>All rules in the order of their ids, for pages and SARIF.</summary>
    public static ImmutableArray<RuleInfo> Rules { get; } = [.. DocumentRules.All.Concat(ComposeRules.All.Select(rule => rule.Info)).Distinct()];

    /// <summary>Reads the files in merge order from disk and lints them as one project.</summary>
    /// <param name="files">Absolute paths, at least one; see <see cref="ComposeFiles.WithOverride"/>.</param>
    public static LintResult Lint(IReadOnlyList<string> files, LintOptions options) => Lint(files, [], options);

    /// <summary>The same with texts at hand (an editor's, a plan's); files that they refer to come from disk.</summary>
    public static LintResult Lint(IReadOnlyList<SourceText> files, LintOptions options) => Lint([.. files.Select(file => file.File)], files, options);

    /// <param name="atHand">Texts that win over the disk, also for included and extended files.</param>
    public static LintResult Lint(IReadOnlyList<string> files, IReadOnlyList<SourceText> atHand, LintOptions options)
    {
        var project = ComposeLoader.Load(files, atHand, options.Environment);
        var found = project.Problems.Select(Finding).ToList();
        if (project.Model is not null)
        {
            var scene = new ComposeScene(project.Model, new DocumentIndex(project.Documents), options);
            foreach (var rule in ComposeRules.All)
            {
                found.AddRange(rule.Check(scene));
            }
        }

        var named = project.Files[..project.NamedFiles];
        var certain = FixGuard.Sift(found, project, named, options);
        var (open, suppressed) = Suppressions.Apply(certain, project.Files);
        return new LintResult(project.Files, project.Model, [.. open.OrderByDescending(f => f.Severity).ThenBy(f => f.Place.File, StringComparer.Ordinal).ThenBy(f => f.Place.Line).ThenBy(f => f.Place.Column).ThenBy(f => f.Rule.Id, StringComparer.Ordinal)], suppressed)
        {
            NamedFiles = named,
        };
    }

    private static Finding Finding(ComposeProblem problem) =>
        new(problem.Rule, problem.Severity, problem.Range, "", problem.Message, problem.Message, [], NoFix: problem.Remedy);
}
