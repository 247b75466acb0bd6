using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>
/// Runs every compose rule over a set of files. A fault in the files is a finding, never an exception; time and memory
/// are bounded.
/// </summary>
public static class ComposeLinter
{
    /// <summary>All rules in the order of their ids, for pages and SARIF.</summary>
    public static ImmutableArray<RuleInfo> Rules => [];

    /// <summary>Reads the files in merge order from disk and lints them as one project.</summary>
    /// <param name="files">Absolute paths, at least one; see <see cref="ComposeFiles.WithOverride"/>.</param>
    public static LintResult Lint(IReadOnlyList<string> files, LintOptions options) => throw new NotSupportedException();

    /// <summary>The same with texts at hand (an editor's, a plan's); files that they refer to come from disk.</summary>
    public static LintResult Lint(IReadOnlyList<SourceText> files, LintOptions options) => throw new NotSupportedException();
}
