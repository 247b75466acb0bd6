using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>In the order of the ids.</summary>
internal static class MountRules
{
    public static ImmutableArray<IComposeRule> All =>
    [
        new XC101TmpfsAndVolume(),
    ];
}
