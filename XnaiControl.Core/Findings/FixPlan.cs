using System.Collections.Immutable;

namespace XnaiControl.Core.Findings;

/// <summary>One file of a plan: the version it was made against, and the version it leads to.</summary>
public sealed record FileChange(SourceText Before, SourceText After);

/// <summary>The chosen fixes of one apply, combined, with what they lead to. Nothing is written yet.</summary>
/// <param name="Files">Only files that change.</param>
/// <param name="Answered">The findings that are gone in the new version because of the plan, chosen or not.</param>
/// <param name="Left">Chosen findings that the plan does not answer, each with the reason as a sentence.</param>
/// <param name="ChangedServices">Compose services whose definition differs afterwards; empty for Containerfiles.</param>
public sealed record FixPlan(
    ImmutableArray<FileChange> Files,
    ImmutableArray<Finding> Answered,
    ImmutableArray<(Finding Finding, string Reason)> Left,
    ImmutableArray<string> ChangedServices);
