using System.Collections.Immutable;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>Where files may be written: below the folders of the known stacks' compose files.</summary>
internal static class WritableFolders
{
    public static ImmutableArray<string> Of(IStackCatalog stacks) =>
    [
        .. stacks.Declarations.SelectMany(declaration => declaration.Files.AsEnumerable()).Select(file => Path.GetDirectoryName(file)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];
}
