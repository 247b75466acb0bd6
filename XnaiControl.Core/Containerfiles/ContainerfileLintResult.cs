using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles;

/// <summary>What the rules say about one Containerfile, worst first, then by place.</summary>
/// <param name="Usable">False when a builder refuses the file; the findings with id XD001 say why.</param>
/// <param name="Suppressed">Findings that an <c>xnai-ignore</c> comment silences.</param>
public sealed record ContainerfileLintResult(
    SourceText Source,
    ContainerfileContext Context,
    bool Usable,
    ImmutableArray<Finding> Findings,
    ImmutableArray<(Finding Finding, Suppression By)> Suppressed);
