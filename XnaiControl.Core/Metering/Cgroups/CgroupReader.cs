using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Cgroups;

/// <summary>CPU time and memory of one cgroup, from files that stay open as long as the container runs.</summary>
internal abstract class CgroupReader : IDisposable
{
    /// <summary>Limits hardly change; they are read again at every tenth reading.</summary>
    private const int LimitBeat = 10;

    private readonly List<KernelFile> files = [];
    private readonly KernelFile? oom;
    private int untilLimit;
    private long limit;

    /// <param name="oomFile">May be missing: the kills are unknown then.</param>
    protected CgroupReader(string cpuFolder, string cpuFile, string memoryFolder, string usageFile, string oomFile)
    {
        CpuTime = Open(cpuFolder, cpuFile);
        Usage = Open(memoryFolder, usageFile);
        Stat = Open(memoryFolder, "memory.stat");
        oom = TryOpen(memoryFolder, oomFile, out _);
    }

    protected KernelFile CpuTime { get; }

    protected KernelFile Usage { get; }

    protected KernelFile Stat { get; }

    /// <summary>Cumulative nanoseconds; null when the file has gone.</summary>
    public abstract long? CpuNanoseconds();

    /// <summary>Null when the files have gone.</summary>
    public MemoryUse? Memory()
    {
        if (untilLimit-- <= 0)
        {
            untilLimit = LimitBeat - 1;
            limit = ReadLimit();
        }

        return ReadMemory(limit);
    }

    /// <summary>Processes that the kernel killed for memory; null when unknown.</summary>
    public long? OomKills() => oom is null ? null : KernelText.Field(oom.Read(stackalloc byte[512]), "oom_kill"u8);

    /// <summary>Opens the files of a container's cgroup; null with a reason for people when they cannot be read.</summary>
    public static CgroupReader? Open(CgroupLayout layout, string processCgroups, string containerId, out string? refusal)
    {
        var memory = layout.FolderOf(processCgroups, "memory", containerId);
        var cpu = layout.FolderOf(processCgroups, "cpuacct", containerId);
        if (memory is null || cpu is null)
        {
            refusal = "The container has no cgroup of its own here (rootless on cgroup version 1, or cgroups disabled).";
            return null;
        }

        try
        {
            refusal = null;
            return layout.Unified is null ? new CgroupV1Reader(cpu, memory) : new CgroupV2Reader(memory);
        }
        catch (IOException e)
        {
            refusal = e.Message;
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    protected abstract long ReadLimit();

    protected abstract MemoryUse? ReadMemory(long limitBytes);

    protected KernelFile Open(string folder, string name)
    {
        var file = TryOpen(folder, name, out var error);
        if (file is null)
        {
            Dispose();
            throw new IOException($"{folder}/{name} could not be opened (error {error}).");
        }

        return file;
    }

    protected KernelFile? TryOpen(string folder, string name, out int error)
    {
        var file = KernelFile.Open($"{folder}/{name}", out error);
        if (file is not null)
        {
            files.Add(file);
        }

        return file;
    }
}
