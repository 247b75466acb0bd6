using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Cgroups;

/// <summary>Version 1, also on hybrid hosts: <c>cpuacct.usage</c>, <c>memory.*</c>.</summary>
internal sealed class CgroupV1Reader : CgroupReader
{
    /// <summary>The kernel writes "no limit" as the largest page-aligned number.</summary>
    private const long NoLimit = 0x7FFF_FFFF_FFFF_0000;

    private readonly KernelFile limit;

    public CgroupV1Reader(string cpuFolder, string memoryFolder)
        : base(cpuFolder, "cpuacct.usage", memoryFolder, "memory.usage_in_bytes", "memory.oom_control") =>
        limit = Open(memoryFolder, "memory.limit_in_bytes");

    public override long? CpuNanoseconds() => KernelText.Number(CpuTime.Read(stackalloc byte[32]));

    protected override long ReadLimit() => KernelText.Number(limit.Read(stackalloc byte[32])) is { } bytes && bytes < NoLimit ? bytes : 0;

    protected override MemoryUse? ReadMemory(long limitBytes)
    {
        var used = KernelText.Number(Usage.Read(stackalloc byte[32]));
        var lines = Stat.Read(stackalloc byte[4096]);
        if (used is null || lines.IsEmpty)
        {
            return null;
        }

        // The totals include child groups, as the usage does.
        var inactive = KernelText.Field(lines, "total_inactive_file"u8) ?? 0;
        var shmem = KernelText.Field(lines, "total_shmem"u8) ?? KernelText.Field(lines, "shmem"u8) ?? 0;
        return new MemoryUse(Math.Max(0, used.Value - inactive), shmem, limitBytes, OomKills() ?? 0);
    }
}
