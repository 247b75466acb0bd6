using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>What the rules say about a set of compose files, worst first, then by place.</summary>
/// <param name="Files">The files in merge order, then those that they include or extend; unreadable ones are missing.</param>
/// <param name="Model">Null when the files cannot be understood at all; the findings then say why.</param>
/// <param name="Suppressed">Findings that an <c>xnai-ignore</c> comment silences.</param>
public sealed record LintResult(
    ImmutableArray<SourceText> Files,
    ComposeModel? Model,
    ImmutableArray<Finding> Findings,
    ImmutableArray<(Finding Finding, Suppression By)> Suppressed)
{
    /// <summary>The files that were named, in merge order: fixes change only these.</summary>
    internal ImmutableArray<SourceText> NamedFiles { get; init; } = [];

    /// <summary>False when a file is missing, unreadable or not YAML: nothing can be said about its services.</summary>
    public bool Usable => Model is not null;
}
