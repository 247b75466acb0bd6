using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Cgroups;
using XnaiControl.Core.Metering.Kernel;
using XnaiControl.Core.Metering.Tmpfs;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>The kernel's side of one run of a container, from its start to its end: process, cgroup files, exit watch.</summary>
internal sealed class ContainerRun : IDisposable
{
    private readonly IDisposable? exitWatch;
    private long? oomKillsBefore;

    public ContainerRun(ContainerRecord record, CgroupLayout layout, KernelWatch? watch, DateTimeOffset now)
    {
        (Pid, StartedAt, OpenedAt) = (record.Pid, record.StartedAt, now);
        Process = ProcessIdentity.Open(record.Pid, record.Id, out var refusal);
        ProcessRefusal = CgroupRefusal = refusal;
        if (Process is null)
        {
            return;
        }

        Tmpfs = new TmpfsProbe(Process);
        Cgroup = OpenCgroup(layout, record, out var cgroupRefusal);
        CgroupRefusal = cgroupRefusal;
        oomKillsBefore = Cgroup?.OomKills();
        exitWatch = watch?.WatchExit(record.Id, record.Pid);
    }

    public int Pid { get; }

    public DateTimeOffset? StartedAt { get; }

    public DateTimeOffset OpenedAt { get; }

    public ProcessIdentity? Process { get; }

    public string? ProcessRefusal { get; }

    public CgroupReader? Cgroup { get; }

    public string? CgroupRefusal { get; }

    public TmpfsProbe? Tmpfs { get; }

    /// <summary>Folder that holds the groups of this engine's containers: new ones appear there first.</summary>
    public string? CgroupParent { get; private set; }

    public bool Is(ContainerRecord record) => record.Pid == Pid && record.StartedAt == StartedAt;

    /// <summary>Whether the kernel killed something for memory in this run; asked right after the end, before the group is removed.</summary>
    public bool WasKilledForMemory() => Cgroup?.OomKills() is { } kills && kills > (oomKillsBefore ?? 0);

    public void Dispose()
    {
        exitWatch?.Dispose();
        Cgroup?.Dispose();
        Process?.Dispose();
    }

    private CgroupReader? OpenCgroup(CgroupLayout layout, ContainerRecord record, out string? refusal)
    {
        try
        {
            var groups = File.ReadAllText($"/proc/{record.Pid}/cgroup");
            CgroupParent = Path.GetDirectoryName(layout.FolderOf(groups, "memory", record.Id));
            return CgroupReader.Open(layout, groups, record.Id, out refusal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refusal = e.Message;
            return null;
        }
    }
}
