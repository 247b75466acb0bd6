using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules;

/// <summary>Runs one rule over a text, and its fix.</summary>
internal static class RuleCase
{
    public const string File = "/srv/stack/compose.yml";

    public static IReadOnlyList<Finding> Find(string id, string text, LintOptions? options = null) =>
        [.. Lint(text, options).Findings.Where(finding => finding.Rule.Id == id)];

    public static LintResult Lint(string text, LintOptions? options = null) => Lint([(File, text)], options);

    /// <summary>Several files in merge order.</summary>
    public static LintResult Lint(IReadOnlyList<(string File, string Text)> files, LintOptions? options = null) =>
        ComposeLinter.Lint([.. files.Select(file => SourceText.FromText(file.File, file.Text))], options ?? LintOptions.Default);

    /// <summary>The text after this rule's fixes. They answer every finding of the rule, and a second run changes nothing.</summary>
    public static string Fix(string id, string text, LintOptions? options = null)
    {
        var plan = Plan(id, text, options);
        var fixedText = plan.Files.IsEmpty ? text : plan.Files[0].After.Text;
        Assert.Empty(Plan(id, fixedText, options).Files);
        return fixedText;
    }

    public static FixPlan Plan(string id, string text, LintOptions? options = null)
    {
        var lint = Lint(text, options);
        Assert.True(lint.Usable, string.Join('\n', lint.Findings.Select(finding => $"{finding.Place} {finding.Message}")));
        return FixPlanner.PlanAll(lint, options ?? LintOptions.Default, finding => finding.Rule.Id == id);
    }

    /// <summary>The rule finds this, fixes it to exactly that, and finds nothing afterwards.</summary>
    public static void Fixes(string id, string bad, string good, LintOptions? options = null)
    {
        Assert.NotEmpty(Find(id, bad, options));
        Assert.Equal(good, Fix(id, bad, options));
        Assert.Empty(Find(id, good, options));
    }
}
