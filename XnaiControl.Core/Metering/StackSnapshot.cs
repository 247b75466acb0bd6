using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering;

/// <summary>The immutable picture of a stack at one moment, replaced whole.</summary>
/// <param name="Sequence">Grows by one with every snapshot of this stack.</param>
public sealed record StackSnapshot(
    StackKey Key,
    long Sequence,
    DateTimeOffset TakenAt,
    EngineStatus Engine,
    StackDeclaration? Declaration,
    ImmutableArray<ServiceSnapshot> Services,
    HostSnapshot Host,
    ImmutableArray<Alert> Alerts)
{
    /// <summary>Healthy, running without a check, or completed.</summary>
    public int WellCount => Services.Count(s => s.IsWell);

    /// <summary>True when the engine does not answer, so that states may be out of date.</summary>
    public bool IsStale => Engine.Reachability == EngineReachability.Unreachable;
}

/// <summary>A service with the container that stands for it (the newest; replicas are listed in order).</summary>
/// <param name="Reason">One sentence: why it is in this state, from the engine or the panel; null when it needs none.</param>
/// <param name="Since">When the state began, as far as known.</param>
public sealed record ServiceSnapshot(
    string Name,
    ServiceState State,
    string? Reason,
    DateTimeOffset? Since,
    DeclaredService? Declared,
    ImmutableArray<ContainerSnapshot> Containers)
{
    public ContainerSnapshot? Container => Containers.IsDefaultOrEmpty ? null : Containers[0];

    public bool IsWell => State is ServiceState.Healthy or ServiceState.Running or ServiceState.Completed;
}

/// <param name="Cpu">Share of one core, 1.0 = one core busy.</param>
public sealed record ContainerSnapshot(
    ContainerRecord Record,
    ServiceState State,
    Reading<double> Cpu,
    Reading<MemoryUse> Memory,
    ImmutableArray<TmpfsSnapshot> Tmpfs);

/// <param name="UsedBytes">Working set: usage without inactive file cache.</param>
/// <param name="ShmemBytes">tmpfs pages charged to this container.</param>
/// <param name="LimitBytes">0 when unlimited.</param>
/// <param name="OomKills">Since the cgroup was made; 0 when the kernel does not tell.</param>
public readonly record struct MemoryUse(long UsedBytes, long ShmemBytes, long LimitBytes, long OomKills);

/// <summary>One tmpfs of one container. The same instance stands in the next snapshot while nothing changed.</summary>
/// <param name="Target">Path inside the container.</param>
/// <param name="RequestedOptions">What the compose file or engine asked for, raw; empty for a mount nobody asked for.</param>
public sealed record TmpfsSnapshot(
    string Target,
    string RequestedOptions,
    Reading<TmpfsReading> Reading,
    Forecast Forecast);

/// <param name="Mode">Permission bits of the mount's root, for example 0b001_111_111_111 for 1777 octal.</param>
/// <param name="Writable">Whether the container's main process user may write: by owner, group, mode and ro; null when unknown.</param>
/// <param name="OwnerUid">As the panel's user namespace sees it; -1 when the source does not tell owner and mode (exec).</param>
/// <param name="Options">Kernel mount options from mountinfo; empty when unknown.</param>
public sealed record TmpfsReading(
    long SizeBytes,
    long UsedBytes,
    long FreeBytes,
    long Inodes,
    long InodesFree,
    int Mode,
    long OwnerUid,
    long OwnerGid,
    string Options,
    bool? Writable)
{
    /// <summary>0 to 1; 0 for an unlimited tmpfs.</summary>
    public double UsedShare => SizeBytes > 0 ? (double)UsedBytes / SizeBytes : 0;

    public double InodesShare => Inodes > 0 ? 1 - (double)InodesFree / Inodes : 0;

    /// <summary>False when the source tells sizes only.</summary>
    public bool HasMode => OwnerUid >= 0;

    /// <summary>Mode as people write it: <c>1777</c>, <c>0755</c>; empty when unknown.</summary>
    public string ModeText => HasMode ? Convert.ToString(Mode, 8).PadLeft(4, '0') : "";

    /// <summary>A reading by <c>df</c>, which tells sizes only.</summary>
    internal static TmpfsReading WithoutOwner(TmpfsUse use) =>
        new(use.SizeBytes, use.UsedBytes, use.FreeBytes, use.Inodes, use.InodesFree, 0, -1, -1, "", null);
}

/// <param name="CpuShare">0 to 1 of all cores.</param>
/// <param name="Disk">The file system that holds the panel's data.</param>
public sealed record HostSnapshot(
    Reading<double> CpuShare,
    Reading<HostAmount> Memory,
    Reading<HostAmount> Swap,
    Reading<HostAmount> Disk,
    int Cores);

public readonly record struct HostAmount(long UsedBytes, long TotalBytes);
