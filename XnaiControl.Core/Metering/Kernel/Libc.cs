using System.Runtime.InteropServices;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>The C library calls that the probes need; x64 and arm64 Linux share these layouts.</summary>
internal static unsafe partial class Libc
{
    public const int NoEntry = 2, NoProcess = 3, Interrupted = 4, NoAccess = 13, NotPermitted = 1;

    public const int OpenReadOnlyCloseOnExec = 0x80000;
    public const short PollIn = 1;
    public const uint WatchCreate = 0x100, WatchOnlyFolder = 0x0100_0000;

    private const nint PidfdOpenNumber = 434;

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true)]
    public static partial int StatVfs(byte* path, StatVfsBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    public static partial int StatX(int folder, byte* path, int flags, uint mask, StatXBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    public static partial nint PRead(int fd, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int fd, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int fd);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int timeoutMilliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    public static partial int NotifyInit(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int NotifyAdd(int fd, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second);

    /// <summary>A handle that becomes readable when the process ends; -1 on failure. Not wrapped by older C libraries.</summary>
    public static int PidfdOpen(int pid) => (int)SystemCall(PidfdOpenNumber, pid, 0);
}

[StructLayout(LayoutKind.Sequential)]
internal struct PollEntry
{
    public int Fd;
    public short Events;
    public short Returned;
}

/// <summary><c>struct statvfs</c> of 64-bit glibc and musl: eleven words and a spare tail.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct StatVfsBuffer
{
    [FieldOffset(8)] public ulong FragmentSize;
    [FieldOffset(16)] public ulong Blocks;
    [FieldOffset(24)] public ulong BlocksFree;
    [FieldOffset(32)] public ulong BlocksAvailable;
    [FieldOffset(40)] public ulong Files;
    [FieldOffset(48)] public ulong FilesFree;
}

/// <summary><c>struct statx</c>: fixed by the kernel for every architecture, unlike <c>struct stat</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatXBuffer
{
    [FieldOffset(20)] public uint Uid;
    [FieldOffset(24)] public uint Gid;
    [FieldOffset(28)] public ushort Mode;
    [FieldOffset(136)] public uint DeviceMajor;
    [FieldOffset(140)] public uint DeviceMinor;
}
