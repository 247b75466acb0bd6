using System.Collections.Immutable;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands;

/// <param name="Diffs">One for each file that changed, or in a dry run would.</param>
/// <param name="Answered">Findings that are gone.</param>
/// <param name="Remaining">Findings that were asked for and are still there, with the reason where one is known.</param>
/// <param name="Problems">Files that could not be used or written.</param>
internal sealed record FixOutcome(
    ImmutableArray<UnifiedDiff> Diffs,
    ImmutableArray<Finding> Answered,
    ImmutableArray<(Finding Finding, string Reason)> Remaining,
    ImmutableArray<string> Problems);

/// <summary>Plans and applies the fixes of each project in turn; a project sees what the one before has written.</summary>
internal sealed class FixRun(LintOptions options, Func<Finding, bool> wanted, bool dryRun, string folder)
{
    private readonly List<UnifiedDiff> _diffs = [];
    private readonly List<Finding> _answered = [];
    private readonly List<(Finding, string)> _remaining = [];
    private readonly List<string> _problems = [];

    public FixOutcome Over(Inputs inputs)
    {
        _problems.AddRange(inputs.Problems);
        var projects = inputs.Projects.Select(Project).ToList();
        var builtBy = new BuiltBy(projects, options.Policy);
        foreach (var file in inputs.Containerfiles)
        {
            if (LintRun.Containerfile(file, builtBy, _problems) is { } lint)
            {
                Fix(lint.Usable, lint.Findings, () => ContainerfileFixPlanner.PlanAll(lint, wanted));
            }
        }

        return new FixOutcome([.. _diffs], [.. _answered], [.. _remaining], [.. _problems]);
    }

    private LintResult Project(ImmutableArray<string> files)
    {
        var lint = ComposeLinter.Lint(files, options);
        Fix(lint.Usable, lint.Findings, () => FixPlanner.PlanAll(lint, options, wanted));
        return lint;
    }

    private void Fix(bool usable, ImmutableArray<Finding> findings, Func<FixPlan> makePlan)
    {
        if (!usable)
        {
            _problems.Add(LintRun.Unusable(findings, folder));
            return;
        }

        var plan = makePlan();
        if (Applied(plan))
        {
            var gone = plan.Answered.Select(finding => finding.Key).ToHashSet(StringComparer.Ordinal);
            var reasons = plan.Left.ToLookup(left => left.Finding.Key, left => left.Reason, StringComparer.Ordinal);
            _answered.AddRange(plan.Answered);
            _remaining.AddRange(findings
                .Where(finding => wanted(finding) && !gone.Contains(finding.Key))
                .Select(finding => (finding, reasons[finding.Key].FirstOrDefault() ?? finding.NoFix ?? "")));
        }
    }

    private bool Applied(FixPlan plan)
    {
        try
        {
            if (!dryRun)
            {
                FileReplacement.Apply(plan.Files);
            }

            _diffs.AddRange(plan.Files.Select(change => UnifiedDiff.Between(change.Before, change.After)));
            return true;
        }
        catch (Exception e) when (e is FileWriteException or IOException or UnauthorizedAccessException)
        {
            _problems.Add(e.Message);
            return false;
        }
    }
}
