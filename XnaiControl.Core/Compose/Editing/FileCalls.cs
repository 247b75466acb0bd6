using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>The C library calls that a careful write needs and .NET does not have: by open folder, with owner, onto the disk.</summary>
internal static unsafe partial class FileCalls
{
    public const int NoEntry = 2, NotPermitted = 1, NoAccess = 13, Busy = 16, NoSpace = 28, ReadOnlySystem = 30, TooManyLinks = 40, QuotaExceeded = 122;
    public const int RegularFile = 0x8000, TypeMask = 0xF000, PermissionMask = 0xFFF;

    private const int Create = 0x40, Exclusive = 0x80, WriteOnly = 1, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7FF;

    // These two differ between processors, unlike the rest.
    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;
    private static readonly int Folder = Arm ? 0x4000 : 0x10000;
    private static readonly int NoFollow = Arm ? 0x8000 : 0x20000;

    public static SafeFileHandle OpenFolder(string path) => Handle(open(path, Folder | CloseOnExec, 0));

    /// <summary>Never follows a symlink and never waits for the other end of a pipe.</summary>
    public static SafeFileHandle OpenIn(SafeFileHandle folder, string name) => Handle(openat(folder, name, NoFollow | NonBlocking | CloseOnExec, 0));

    public static SafeFileHandle CreateIn(SafeFileHandle folder, string name, int mode) =>
        Handle(openat(folder, name, Create | Exclusive | WriteOnly | NoFollow | CloseOnExec, mode));

    /// <summary>Where an open folder really is, without symlinks.</summary>
    public static string RealPath(SafeFileHandle folder) => new FileInfo($"/proc/self/fd/{folder.DangerousGetHandle()}").LinkTarget
        ?? throw new IOException("The kernel does not tell where the folder is; /proc must be mounted.");

    public static FileFacts Facts(SafeFileHandle file)
    {
        var buffer = stackalloc byte[256];
        if (statx(file, "", EmptyPath, BasicStats, buffer) != 0)
        {
            throw Fault();
        }

        return new FileFacts(*(ushort*)(buffer + 28), *(uint*)(buffer + 20), *(uint*)(buffer + 24), *(long*)(buffer + 40));
    }

    public static void SetOwner(SafeFileHandle file, uint user, uint group) => Check(fchown(file, user, group));

    public static void SetMode(SafeFileHandle file, int mode) => Check(fchmod(file, (uint)mode));

    /// <summary>Data and the folder's entries reach the disk.</summary>
    public static void Flush(SafeFileHandle file) => Check(fsync(file));

    public static void RenameIn(SafeFileHandle folder, string from, string to) => Check(renameat(folder, from, folder, to));

    public static void RemoveIn(SafeFileHandle folder, string name) => _ = unlinkat(folder, name, 0);

    private static SafeFileHandle Handle(int descriptor) => descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw Fault();

    private static void Check(int result)
    {
        if (result != 0)
        {
            throw Fault();
        }
    }

    private static FileCallException Fault()
    {
        var number = Marshal.GetLastPInvokeError();
        return new FileCallException(number, Marshal.GetPInvokeErrorMessage(number));
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int openat(SafeFileHandle folder, string name, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(SafeFileHandle folder, string name, int flags, uint mask, byte* buffer);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle file, uint user, uint group);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(SafeFileHandle file, uint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat(SafeFileHandle folder, string from, SafeFileHandle toFolder, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlinkat(SafeFileHandle folder, string name, int flags);
}

/// <param name="Mode">Type and permission bits.</param>
internal readonly record struct FileFacts(int Mode, uint User, uint Group, long Bytes)
{
    public bool IsRegular => (Mode & FileCalls.TypeMask) == FileCalls.RegularFile;
}

/// <param name="number">The kernel's errno.</param>
internal sealed class FileCallException(int number, string message) : IOException(message)
{
    public int Number { get; } = number;
}
