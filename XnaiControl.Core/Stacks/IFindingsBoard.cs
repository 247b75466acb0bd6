using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Stacks;

/// <summary>What the linter says about each stack's files as they are on disk, kept current in the background.</summary>
public interface IFindingsBoard
{
    /// <summary>Null before the stack's first lint, and for a stack whose files the panel does not know.</summary>
    StackFindings? Find(string project);

    /// <summary>Signals that some stack's findings differ; a lint that finds what the last one found gives no signal.</summary>
    ChangeSubscription Subscribe();
}

/// <summary>One lint of one stack.</summary>
/// <param name="Files">The compose files that were asked for, in merge order; absolute.</param>
/// <param name="Options">What it took into account; a plan for its findings is made with the same.</param>
/// <param name="At">When the files were last looked at and found to be these versions.</param>
public sealed record StackFindings(string Project, IReadOnlyList<string> Files, LintResult Lint, LintOptions Options, DateTimeOffset At)
{
    /// <summary>The files that the services build, each with its findings; empty while the compose files cannot be understood.</summary>
    public ImmutableArray<ContainerfileLintResult> Containerfiles { get; init; } = [];

    /// <summary>Compose files, then the files that are built; each is a version that the findings are of.</summary>
    public IEnumerable<SourceText> Texts => Lint.Files.Concat(Containerfiles.Select(file => file.Source));

    /// <summary>The findings of one file, worst first.</summary>
    public IEnumerable<Finding> In(string file) =>
        Lint.Findings.Concat(Containerfiles.SelectMany(built => built.Findings.AsEnumerable())).Where(finding => finding.Place.File == file);

    public int Count(Severity severity) => Lint.Findings.Count(finding => finding.Severity == severity);
}
