using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>
/// One thread that sleeps in poll(2) on the exit handles of all containers and on the folders in which runtimes
/// announce new containers. Callbacks come on that thread and must only hand over.
/// </summary>
internal sealed unsafe class KernelWatch : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, (string Container, int Pid)> exits = [];
    private readonly List<int> released = [];
    private readonly Dictionary<string, int> folders = new(StringComparer.Ordinal);
    private readonly Action<string, int> onExit;
    private readonly Action<string> onFolder;
    private readonly int wake;
    private readonly int notify;
    private readonly Thread thread;
    private bool ending;

    /// <param name="onExit">Container id and pid of a process that ended.</param>
    /// <param name="onFolder">Name of a folder that appeared under a watched one.</param>
    public KernelWatch(Action<string, int> onExit, Action<string> onFolder)
    {
        this.onExit = onExit;
        this.onFolder = onFolder;
        const int nonBlockCloseOnExec = 0x80800;
        wake = Libc.EventFd(0, nonBlockCloseOnExec);
        notify = Libc.NotifyInit(nonBlockCloseOnExec);
        thread = new Thread(Run) { IsBackground = true, Name = "kernel-watch" };
        thread.Start();
    }

    /// <summary>Null when the kernel refuses (older than 5.3, or the process is gone); dispose to stop watching.</summary>
    public IDisposable? WatchExit(string container, int pid)
    {
        var fd = Libc.PidfdOpen(pid);
        if (fd < 0)
        {
            return null;
        }

        lock (gate)
        {
            exits.Add(fd, (container, pid));
        }

        Wake();
        return new ExitHandle(this, fd);
    }

    /// <summary>Watches a folder that exists; asking again is free. False when it does not exist or may not be watched.</summary>
    public bool WatchFolder(string path)
    {
        lock (gate)
        {
            // A folder removed and made again needs a new watch; adding an existing one returns the same number.
            var id = Libc.NotifyAdd(notify, path, Libc.WatchCreate | Libc.WatchOnlyFolder);
            if (id < 0)
            {
                folders.Remove(path);
                return false;
            }

            folders[path] = id;
            return true;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (ending)
            {
                return;
            }

            ending = true;
        }

        Wake();
        thread.Join();
        foreach (var fd in exits.Keys)
        {
            _ = Libc.Close(fd);
        }

        _ = Libc.Close(wake);
        _ = Libc.Close(notify);
    }

    private void Release(int fd)
    {
        lock (gate)
        {
            // Only the thread closes: a number closed under poll(2) could be another file already.
            if (ending || !exits.Remove(fd))
            {
                return;
            }

            released.Add(fd);
        }

        Wake();
    }

    private void Wake()
    {
        long one = 1;
        _ = Libc.Write(wake, (byte*)&one, sizeof(long));
    }

    private void Run()
    {
        var entries = new PollEntry[16];
        while (true)
        {
            int count;
            lock (gate)
            {
                if (ending)
                {
                    return;
                }

                foreach (var fd in released)
                {
                    _ = Libc.Close(fd);
                }

                released.Clear();
                count = exits.Count + 2;
                if (entries.Length < count)
                {
                    entries = new PollEntry[count * 2];
                }

                entries[0] = new PollEntry { Fd = wake, Events = Libc.PollIn };
                entries[1] = new PollEntry { Fd = notify, Events = Libc.PollIn };
                var at = 2;
                foreach (var fd in exits.Keys)
                {
                    entries[at++] = new PollEntry { Fd = fd, Events = Libc.PollIn };
                }
            }

            fixed (PollEntry* start = entries)
            {
                if (Libc.Poll(start, (nuint)count, -1) < 0 && Marshal.GetLastPInvokeError() != Libc.Interrupted)
                {
                    return;
                }
            }

            Handle(entries.AsSpan(0, count));
        }
    }

    private void Handle(ReadOnlySpan<PollEntry> entries)
    {
        foreach (ref readonly var entry in entries[2..])
        {
            (string Container, int Pid) exit = default;
            if (entry.Returned != 0)
            {
                lock (gate)
                {
                    if (exits.Remove(entry.Fd, out exit))
                    {
                        released.Add(entry.Fd);
                    }
                }
            }

            if (exit.Container is not null)
            {
                onExit(exit.Container, exit.Pid);
            }
        }

        if (entries[1].Returned != 0)
        {
            ReadFolders();
        }

        if (entries[0].Returned != 0)
        {
            long count;
            _ = Libc.Read(wake, (byte*)&count, sizeof(long));
        }
    }

    /// <summary>Records of watch, mask, cookie, length (4 bytes each) and a zero-padded name.</summary>
    private void ReadFolders()
    {
        Span<byte> buffer = stackalloc byte[4096];
        nint length;
        fixed (byte* start = buffer)
        {
            length = Libc.Read(notify, start, (nuint)buffer.Length);
        }

        var rest = length > 0 ? buffer[..(int)length] : default;
        while (rest.Length >= 16)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(rest[12..]);
            var name = rest.Slice(16, size);
            var end = name.IndexOf((byte)0);
            onFolder(Encoding.UTF8.GetString(end < 0 ? name : name[..end]));
            rest = rest[(16 + size)..];
        }
    }

    private sealed class ExitHandle(KernelWatch owner, int fd) : IDisposable
    {
        private int current = fd;

        public void Dispose()
        {
            var held = Interlocked.Exchange(ref current, -1);
            if (held >= 0)
            {
                owner.Release(held);
            }
        }
    }
}
