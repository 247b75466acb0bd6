using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Cgroups;

/// <summary>Version 2: <c>cpu.stat</c>, <c>memory.current</c>, <c>memory.stat</c>, <c>memory.max</c>, <c>memory.events</c>.</summary>
internal sealed class CgroupV2Reader : CgroupReader
{
    private readonly KernelFile? max;

    public CgroupV2Reader(string folder)
        : base(folder, "cpu.stat", folder, "memory.current", "memory.events") =>
        max = TryOpen(folder, "memory.max", out _);

    public override long? CpuNanoseconds() => KernelText.Field(CpuTime.Read(stackalloc byte[1024]), "usage_usec"u8) * 1000;

    /// <summary>The word <c>max</c> is no number: unlimited.</summary>
    protected override long ReadLimit() => max is null ? 0 : KernelText.Number(max.Read(stackalloc byte[32])) ?? 0;

    protected override MemoryUse? ReadMemory(long limitBytes)
    {
        var used = KernelText.Number(Usage.Read(stackalloc byte[32]));
        var lines = Stat.Read(stackalloc byte[8192]);
        if (used is null || lines.IsEmpty)
        {
            return null;
        }

        var inactive = KernelText.Field(lines, "inactive_file"u8) ?? 0;
        var shmem = KernelText.Field(lines, "shmem"u8) ?? 0;
        return new MemoryUse(Math.Max(0, used.Value - inactive), shmem, limitBytes, OomKills() ?? 0);
    }
}
