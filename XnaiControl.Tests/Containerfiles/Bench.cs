using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Containerfiles;

/// <summary>Lints text and fixes it, and proves of every fix that it holds.</summary>
internal static class Bench
{
    public const string File = "/srv/Containerfile";

    public static Containerfile Read(string text) => ContainerfileReader.Read(SourceText.FromText(File, text));

    public static ContainerfileLintResult Lint(string text, ContainerfileContext? context = null) =>
        ContainerfileLinter.Lint(SourceText.FromText(File, text), context ?? ContainerfileContext.Default);

    public static Finding[] Of(string rule, string text, ContainerfileContext? context = null) =>
        [.. Lint(text, context).Findings.Where(finding => finding.Rule.Id == rule)];

    public static Finding Only(string rule, string text, ContainerfileContext? context = null) => Assert.Single(Of(rule, text, context));

    /// <summary>Where a finding stands, as line:column and the text there.</summary>
    public static string At(Finding finding, string text)
    {
        var source = SourceText.FromText(File, text);
        var start = source.LineStart(finding.Place.Line) + finding.Place.Column - 1;
        var end = source.LineStart(finding.Place.EndLine) + finding.Place.EndColumn - 1;
        return $"{finding.Place.Line}:{finding.Place.Column} {text[start..end]}";
    }

    /// <summary>Fixes all findings of a rule; the rule is silent afterwards and a second fix changes nothing.</summary>
    public static void Fixes(string rule, string before, string after, ContainerfileContext? context = null)
    {
        var plan = ContainerfileFixPlanner.PlanAll(Lint(before, context), finding => finding.Rule.Id == rule);

        Assert.Equal(after, Assert.Single(plan.Files).After.Text);
        Assert.Empty(plan.Left);
        Assert.Empty(Of(rule, after, context));
        Assert.Empty(ContainerfileFixPlanner.PlanAll(Lint(after, context), finding => finding.Rule.Id == rule).Files);
    }
}
