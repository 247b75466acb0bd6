using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>Everything that one load of a project found.</summary>
/// <param name="Model">Null when no file of it is usable.</param>
/// <param name="Files">The named files in merge order, then the files that they include or extend.</param>
/// <param name="NamedFiles">How many of <paramref name="Files"/> were named; fixes change only these.</param>
internal sealed record LoadedProject(ComposeModel? Model, ImmutableArray<SourceText> Files, int NamedFiles, ImmutableArray<ComposeProblem> Problems)
{
    /// <summary>The files' mappings before they were merged.</summary>
    public ImmutableArray<MappingNode> Documents { get; init; } = [];
}
