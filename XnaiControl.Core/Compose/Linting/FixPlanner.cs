using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>Combines fixes and proves the result: it parses, and only services that a chosen finding names have changed.</summary>
public static class FixPlanner
{
    /// <summary>The chosen findings' fixes, in as many rounds as fixes on one line need.</summary>
    public static FixPlan Plan(LintResult lint, IReadOnlyCollection<Finding> chosen, LintOptions options) => throw new NotSupportedException();

    /// <summary>Everything that has a fix, until a further round changes nothing.</summary>
    /// <param name="wanted">Which findings to answer; null for all.</param>
    public static FixPlan PlanAll(LintResult lint, LintOptions options, Func<Finding, bool>? wanted = null) => throw new NotSupportedException();
}
