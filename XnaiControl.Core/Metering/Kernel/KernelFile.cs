using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>
/// A file of /proc or a cgroup kept open and read again from its start: the kernel renders it anew at offset 0.
/// Saves the open, the close and the path walk of every beat.
/// </summary>
internal sealed unsafe class KernelFile : IDisposable
{
    private readonly SafeFileHandle handle;

    private KernelFile(SafeFileHandle handle) => this.handle = handle;

    /// <summary>Null when it cannot be opened; <paramref name="error"/> says why.</summary>
    public static KernelFile? Open(string path, out int error)
    {
        var fd = Libc.Open(path, Libc.OpenReadOnlyCloseOnExec);
        error = fd < 0 ? Marshal.GetLastPInvokeError() : 0;
        return fd < 0 ? null : new KernelFile(new SafeFileHandle(fd, ownsHandle: true));
    }

    /// <summary>The filled part of <paramref name="buffer"/>; empty when the file has gone (ENODEV after a cgroup's end).</summary>
    public ReadOnlySpan<byte> Read(Span<byte> buffer)
    {
        var length = 0;
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            var fd = (int)handle.DangerousGetHandle();
            fixed (byte* start = buffer)
            {
                while (length < buffer.Length)
                {
                    var got = Libc.PRead(fd, start + length, (nuint)(buffer.Length - length), length);
                    if (got <= 0)
                    {
                        break;
                    }

                    length += (int)got;
                    // Kernel files come in one piece unless they are longer than a page.
                    if (length < buffer.Length && got < 4000)
                    {
                        break;
                    }
                }
            }
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }

        return buffer[..length];
    }

    public void Dispose() => handle.Dispose();
}
