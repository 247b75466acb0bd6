using System.Buffers.Text;
using System.Text;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Hosts;

/// <summary>CPU, memory and swap of the host from /proc, disk from the file system of the panel's data.</summary>
internal sealed class HostProbe : IDisposable
{
    private const int IdleColumn = 3, WaitColumn = 4, LastCountedColumn = 7;

    private readonly KernelFile? stat = KernelFile.Open("/proc/stat", out _);
    private readonly KernelFile? meminfo = KernelFile.Open("/proc/meminfo", out _);
    private readonly byte[] data;
    private (long Busy, long Total) before;
    private HostSnapshot last;

    public HostProbe(string dataFolder)
    {
        data = Encoding.UTF8.GetBytes(dataFolder + "\0");
        last = new HostSnapshot(
            Reading<double>.Never("Needs a second reading."),
            Reading<HostAmount>.Never("Not read yet."),
            Reading<HostAmount>.Never("Not read yet."),
            Reading<HostAmount>.Never("Not read yet."),
            Environment.ProcessorCount);
    }

    public HostSnapshot Read(DateTimeOffset now)
    {
        Span<byte> buffer = stackalloc byte[2048];
        var cpu = ReadCpu(stat is null ? default : stat.Read(buffer), now);
        var text = meminfo is null ? default : meminfo.Read(buffer);
        return last = new HostSnapshot(
            cpu,
            Amount(text, "MemTotal"u8, "MemAvailable"u8, now, last.Memory),
            Amount(text, "SwapTotal"u8, "SwapFree"u8, now, last.Swap),
            ReadDisk(now),
            last.Cores);
    }

    public void Dispose()
    {
        stat?.Dispose();
        meminfo?.Dispose();
    }

    private Reading<double> ReadCpu(ReadOnlySpan<byte> text, DateTimeOffset now)
    {
        if (ParseCpu(text) is not { } counts)
        {
            return last.CpuShare.Failed("/proc/stat could not be read.");
        }

        var (busy, total) = (counts.Busy - before.Busy, counts.Total - before.Total);
        var first = before.Total == 0;
        if (total <= 0)
        {
            return last.CpuShare;
        }

        before = counts;
        return first ? last.CpuShare : Reading<double>.Of(Math.Clamp((double)busy / total, 0, 1), now, ReadingSource.Kernel);
    }

    /// <summary>Ticks of the first line of /proc/stat; guest time is part of user time already.</summary>
    internal static (long Busy, long Total)? ParseCpu(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("cpu "u8))
        {
            return null;
        }

        long busy = 0, total = 0;
        var rest = text[4..].TrimStart((byte)' ');
        for (var column = 0; column <= LastCountedColumn && Utf8Parser.TryParse(rest, out long ticks, out var used); column++)
        {
            total += ticks;
            busy += column is IdleColumn or WaitColumn ? 0 : ticks;
            rest = rest[used..].TrimStart((byte)' ');
        }

        return (busy, total);
    }

    private static Reading<HostAmount> Amount(
        ReadOnlySpan<byte> text, ReadOnlySpan<byte> total, ReadOnlySpan<byte> free, DateTimeOffset now, in Reading<HostAmount> last) =>
        KernelText.Field(text, total) is { } all && KernelText.Field(text, free) is { } rest
            ? Reading<HostAmount>.Of(new HostAmount((all - rest) * 1024, all * 1024), now, ReadingSource.Kernel)
            : last.Failed("/proc/meminfo could not be read.");

    private Reading<HostAmount> ReadDisk(DateTimeOffset now)
    {
        var error = FileSystemStat.Use(data, out var use);
        return error == 0
            ? Reading<HostAmount>.Of(new HostAmount(use.UsedBytes, use.UsedBytes + use.FreeBytes), now, ReadingSource.Kernel)
            : last.Disk.Failed($"The file system of the panel's data could not be read (error {error}).");
    }
}
