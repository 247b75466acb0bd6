using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>In the order of the ids.</summary>
internal static class MountRules
{
    public static ImmutableArray<IComposeRule> All =>
    [
        new XC101TmpfsAndVolume(),
        new XC102TwoVolumes(),
        new XC103TwoTmpfs(),
        new XC104TmpfsWithoutSize(),
        new XC105TmpfsMode(),
        new XC106NestedMounts(),
        new XC107TmpfsNotWritable(),
        new XC108TmpfsOverMemoryLimit(),
        new XC109OctalMode(),
        new XC110RefusedOptions(),
        new XC111LongTmpfsMode(),
        new XC112TmpfsOverHostMemory(),
        new XC113TmpfsSize(),
        new XC114ReadOnlyWithoutTmpfs(),
        new XC115DurableDataOnTmpfs(),
        new XC116PrivateLabelShared(),
        new XC117RootlessBind(),
    ];
}
