using System.Runtime.InteropServices;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>Sizes of a file system in bytes and inodes.</summary>
internal readonly record struct FileSystemUse(long SizeBytes, long UsedBytes, long FreeBytes, long Inodes, long InodesFree);

/// <summary>Owner, mode and device of a folder, ids as this process sees them.</summary>
internal readonly record struct FolderFacts(uint Uid, uint Gid, int Mode, uint DeviceMajor, uint DeviceMinor);

/// <summary>Thin calls that return the error number instead of throwing: they run for every mount at every beat.</summary>
internal static unsafe class FileSystemStat
{
    private const int CurrentFolder = -100;
    private const uint TypeModeOwner = 0x1 | 0x2 | 0x8 | 0x10;

    /// <summary>0 or the error number.</summary>
    /// <param name="path">Zero-terminated.</param>
    public static int Use(ReadOnlySpan<byte> path, out FileSystemUse use)
    {
        StatVfsBuffer buffer;
        fixed (byte* text = path)
        {
            if (Libc.StatVfs(text, &buffer) != 0)
            {
                use = default;
                return Marshal.GetLastPInvokeError();
            }
        }

        var unit = (long)buffer.FragmentSize;
        use = new FileSystemUse(
            (long)buffer.Blocks * unit,
            (long)(buffer.Blocks - buffer.BlocksFree) * unit,
            (long)buffer.BlocksAvailable * unit,
            (long)buffer.Files,
            (long)buffer.FilesFree);
        return 0;
    }

    /// <summary>0 or the error number.</summary>
    /// <param name="path">Zero-terminated.</param>
    public static int Facts(ReadOnlySpan<byte> path, out FolderFacts facts)
    {
        StatXBuffer buffer;
        fixed (byte* text = path)
        {
            if (Libc.StatX(CurrentFolder, text, 0, TypeModeOwner, &buffer) != 0)
            {
                facts = default;
                return Marshal.GetLastPInvokeError();
            }
        }

        facts = new FolderFacts(buffer.Uid, buffer.Gid, buffer.Mode & 0xFFF, buffer.DeviceMajor, buffer.DeviceMinor);
        return 0;
    }
}
