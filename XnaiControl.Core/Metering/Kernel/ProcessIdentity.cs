using System.Buffers.Text;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>
/// A container's init process, told apart from any later process with the same pid: bound to a pidfd where the kernel
/// has them, else to the start time. Taken only when the process carries the container's id.
/// </summary>
internal sealed unsafe class ProcessIdentity : IDisposable
{
    private readonly SafeFileHandle? pidfd;

    private ProcessIdentity(int pid, long startTicks, SafeFileHandle? pidfd)
    {
        Pid = pid;
        StartTicks = startTicks;
        this.pidfd = pidfd;
    }

    public int Pid { get; }

    /// <summary>Clock ticks since boot; with the pid it names a process for good.</summary>
    public long StartTicks { get; }

    /// <summary>Null with a reason for people when the pid does not stand for this container here.</summary>
    public static ProcessIdentity? Open(int pid, string containerId, out string? refusal)
    {
        // The pidfd first: what is read afterwards belongs to its process as long as that one lives.
        var fd = Libc.PidfdOpen(pid);
        var handle = fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true) : null;
        var start = ReadStart(pid);
        if (start is not null && Carries(pid, containerId))
        {
            var identity = new ProcessIdentity(pid, start.Value, handle);
            if (identity.IsAlive())
            {
                refusal = null;
                return identity;
            }
        }

        handle?.Dispose();
        refusal = start is null
            ? $"Process {pid} is not visible here: it ended, or the panel lives in another pid namespace (give its container --pid=host)."
            : $"Process {pid} is not this container's: the pid was reused, or the panel lives in another pid namespace (give its container --pid=host).";
        return null;
    }

    /// <summary>False from the moment of its exit, also while it is a zombie.</summary>
    public bool IsAlive()
    {
        if (pidfd is null)
        {
            return ReadStart(Pid) == StartTicks;
        }

        var entry = new PollEntry { Fd = (int)pidfd.DangerousGetHandle(), Events = Libc.PollIn };
        return Libc.Poll(&entry, 1, 0) == 0;
    }

    public void Dispose() => pidfd?.Dispose();

    /// <summary>Field 22 of <c>/proc/&lt;pid&gt;/stat</c>; null when there is no such process.</summary>
    internal static long? ReadStart(int pid)
    {
        Span<byte> buffer = stackalloc byte[1024];
        using var file = KernelFile.Open($"/proc/{pid}/stat", out _);
        return file is null ? null : ParseStart(file.Read(buffer));
    }

    /// <summary>The command name may hold spaces and parentheses: count from the last one.</summary>
    internal static long? ParseStart(ReadOnlySpan<byte> stat)
    {
        var rest = stat[(stat.LastIndexOf((byte)')') + 1)..];
        for (var field = 2; field < 22; field++)
        {
            var space = rest.IndexOf((byte)' ');
            if (space < 0)
            {
                return null;
            }

            rest = rest[(space + 1)..];
        }

        return Utf8Parser.TryParse(rest, out long ticks, out _) ? ticks : null;
    }

    /// <summary>Engines put the id into the cgroup's name and into the sources of /etc/hostname and /etc/resolv.conf.</summary>
    private static bool Carries(int pid, string containerId)
    {
        var id = Encoding.ASCII.GetBytes(containerId);
        return Holds($"/proc/{pid}/cgroup", id) || Holds($"/proc/{pid}/mountinfo", id);
    }

    private static bool Holds(string path, ReadOnlySpan<byte> id)
    {
        try
        {
            return File.ReadAllBytes(path).AsSpan().IndexOf(id) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
