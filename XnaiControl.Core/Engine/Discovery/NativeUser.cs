using System.Runtime.InteropServices;

namespace XnaiControl.Core.Engine.Discovery;

internal static partial class NativeUser
{
    /// <summary>Effective user id of this process.</summary>
    public static uint Id => GetEffectiveUserId();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUserId();
}
