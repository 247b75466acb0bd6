using System.Runtime.InteropServices;
using System.Text;

namespace XnaiControl.Core.Audit;

/// <summary>Asks the kernel what kind of file system a folder lies on; DriveInfo's answer is wrong for tmpfs.</summary>
internal static partial class FileSystemKind
{
    private const uint Tmpfs = 0x01021994;
    private const uint Ramfs = 0x858458f6;

    /// <summary>True when a restart of the machine empties the folder.</summary>
    public static unsafe bool IsVolatile(string folder)
    {
        // struct statfs starts with f_type on every 64-bit Linux; the buffer is larger than any of its forms.
        var buffer = stackalloc byte[512];
        fixed (byte* path = Encoding.UTF8.GetBytes(folder + '\0'))
        {
            if (StatFs(path, buffer) != 0)
            {
                throw new IOException($"The kernel does not tell what file system {folder} lies on (error {Marshal.GetLastPInvokeError()}).");
            }
        }

        return (uint)*(long*)buffer is Tmpfs or Ramfs;
    }

    [LibraryImport("libc", EntryPoint = "statfs", SetLastError = true)]
    private static unsafe partial int StatFs(byte* path, byte* buffer);
}
