using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>Makes plans off the circuit's dispatcher, so that a large file never holds up the page.</summary>
internal static class PlanMaker
{
    /// <summary>The plan, or why there is none in a sentence.</summary>
    public static Task<(FixPlan? Plan, string? Problem)> MakeAsync(StackFindings findings, IReadOnlyCollection<Finding> chosen) =>
        GuardAsync(() => Containerfile(findings, chosen) is { } file
            ? ContainerfileFixPlanner.Plan(file, chosen)
            : FixPlanner.Plan(findings.Lint, chosen, findings.Options));

    /// <summary>Everything that has a fix, or everything of one rule.</summary>
    public static Task<(FixPlan? Plan, string? Problem)> MakeAllAsync(StackFindings findings, string? rule) =>
        GuardAsync(() => FixPlanner.PlanAll(findings.Lint, findings.Options, rule is null ? null : finding => finding.Rule.Id == rule));

    /// <summary>The Containerfile that the chosen findings are of; null for compose files.</summary>
    private static ContainerfileLintResult? Containerfile(StackFindings findings, IReadOnlyCollection<Finding> chosen) =>
        findings.Containerfiles.FirstOrDefault(file => chosen.All(finding => finding.Place.File == file.Source.File));

    private static Task<(FixPlan? Plan, string? Problem)> GuardAsync(Func<FixPlan> make) => Task.Run<(FixPlan?, string?)>(() =>
    {
        try
        {
            var plan = make();
            return plan.Files.IsEmpty ? (plan, Why(plan.Left)) : (plan, null);
        }
#pragma warning disable CA1031 // A fix that cannot be combined must not take the page down; the reason is shown.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (null, $"The plan failed: {fault.Message} Nothing was changed; edit the line by hand.");
        }
    });

    private static string Why(ImmutableArray<(Finding Finding, string Reason)> left) =>
        left.IsEmpty ? "The files have changed since they were checked. The page shows the new findings in a moment." : left[0].Reason;
}
