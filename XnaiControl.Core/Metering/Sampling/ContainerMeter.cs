using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Cgroups;
using XnaiControl.Core.Metering.Kernel;
using static XnaiControl.Core.Metering.Sampling.ContainerReadings;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>Reads one container at the sampler's beat: the kernel first, the engine where the kernel may not be asked.</summary>
internal sealed class ContainerMeter(CgroupLayout layout, KernelWatch? watch, SlowReadings slow, TimeProvider time) : IDisposable
{
    private const string NotRunning = "The container is not running.";
    private const double CpuStep = 0.001;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private CpuMeter cpu;
    private bool read;

    public ContainerRun? Run { get; private set; }

    public ContainerReadings Readings { get; private set; } = Never(NotRunning, []);

    /// <summary>True until the first reading of a run.</summary>
    public bool IsUnread => Run is not null && !read;

    /// <summary>Begins and ends runs as the engine tells them. True when a new one began.</summary>
    public bool Follow(ContainerRecord record, DateTimeOffset now)
    {
        var runs = record is { Pid: > 0, State: ContainerRunState.Running or ContainerRunState.Paused };
        if (Run is not null && (!runs || !Run.Is(record) || (Run.Process is null && now - Run.OpenedAt >= RetryAfter)))
        {
            End();
        }

        if (!runs || Run is not null)
        {
            return false;
        }

        Run = new ContainerRun(record, layout, watch, now);
        read = false;
        return true;
    }

    /// <summary>Forgets the run: its process has gone.</summary>
    public void End()
    {
        Run?.Dispose();
        Run = null;
        cpu = default;
        slow.Forget();
    }

    public void Read(ContainerRecord record, DeclaredService? declared, bool statsReliable, DateTimeOffset now)
    {
        read = true;
        var last = Readings;
        if (Run is not { } run)
        {
            Readings = Stopped(record, declared, last);
            return;
        }

        if (run.Process is { } process && !process.IsAlive())
        {
            const string ended = "The process has ended; waiting for the engine's word.";
            Readings = last with { Cpu = last.Cpu.Failed(ended), Memory = last.Memory.Failed(ended) };
            return;
        }

        var (share, memory) = run.Cgroup is { } cgroup
            ? ReadCgroup(cgroup, last, now)
            : ReadStats(run, statsReliable, last, now);
        var tmpfs = ReadTmpfs(run, record, declared, last.Tmpfs, now);
        if (share != last.Cpu || memory != last.Memory || tmpfs != last.Tmpfs)
        {
            Readings = new ContainerReadings(share, memory, tmpfs);
        }
    }

    public void Dispose() => Run?.Dispose();

    private static ContainerReadings Stopped(ContainerRecord record, DeclaredService? declared, ContainerReadings last)
    {
        var requested = Tmpfs.TmpfsMount.RequestedBy(record, declared);
        if (last.Cpu.Failure == NotRunning && last.Tmpfs.Length == requested.Count)
        {
            return last;
        }

        return Never(NotRunning, [.. requested.Select(pair => new TmpfsSnapshot(
            pair.Key, pair.Value, Reading<TmpfsReading>.Never("The container is not running: what its tmpfs held is gone."), Forecast.None))]);
    }

    private (Reading<double> Cpu, Reading<MemoryUse> Memory) ReadCgroup(CgroupReader cgroup, ContainerReadings last, DateTimeOffset now)
    {
        const string gone = "The cgroup has gone: the container is ending.";
        var share = cgroup.CpuNanoseconds() is { } nanoseconds ? NextCpu(nanoseconds, time.GetTimestamp(), last.Cpu, now, ReadingSource.Kernel) : last.Cpu.Failed(gone);
        var memory = cgroup.Memory() is { } use ? Next(last.Memory, use, now, ReadingSource.Kernel) : last.Memory.Failed(gone);
        return (share, memory);
    }

    private (Reading<double> Cpu, Reading<MemoryUse> Memory) ReadStats(ContainerRun run, bool reliable, ContainerReadings last, DateTimeOffset now)
    {
        if (!reliable)
        {
            var reason = $"Not available: {run.CgroupRefusal} The engine's own figures are not reliable here.";
            return (Reading<double>.Never(reason), Reading<MemoryUse>.Never(reason));
        }

        if (slow.Stats() is not { } answer)
        {
            return (last.Cpu.HasValue ? last.Cpu : Reading<double>.Never("Asking the engine."), last.Memory.HasValue ? last.Memory : Reading<MemoryUse>.Never("Asking the engine."));
        }

        if (answer.Value is not { } stats)
        {
            var reason = $"Not available: {run.CgroupRefusal} {answer.Failure}";
            return (last.Cpu.Failed(reason), last.Memory.Failed(reason));
        }

        var use = new MemoryUse((long)stats.MemoryBytes, 0, stats.MemoryLimitBytes > long.MaxValue / 2 ? 0 : (long)stats.MemoryLimitBytes, 0);
        return (NextCpu((long)stats.CpuNanoseconds, answer.Timestamp, last.Cpu, answer.At, ReadingSource.EngineApi), Next(last.Memory, use, answer.At, ReadingSource.EngineApi));
    }

    private Reading<double> NextCpu(long nanoseconds, long timestamp, Reading<double> last, DateTimeOffset now, ReadingSource source)
    {
        var share = cpu.Next(nanoseconds, timestamp, time);
        return share is null
            ? last.HasValue ? last : Reading<double>.Never("Needs a second reading.")
            : Next(last, Math.Round(share.Value / CpuStep) * CpuStep, now, source);
    }

    private ImmutableArray<TmpfsSnapshot> ReadTmpfs(
        ContainerRun run, ContainerRecord record, DeclaredService? declared, ImmutableArray<TmpfsSnapshot> last, DateTimeOffset now)
    {
        if (run.Tmpfs is not { } probe || probe.Prepare(record, declared, now) is not null)
        {
            return ReadByExec(record, declared, run.ProcessRefusal, last, now);
        }

        var next = new TmpfsSnapshot[probe.Mounts.Length];
        for (var i = 0; i < next.Length; i++)
        {
            var mount = probe.Mounts[i];
            var before = Find(last, mount.Target, i);
            var value = probe.Read(i, now, out var failure);
            if (value is null && probe.Refused)
            {
                return ReadByExec(record, declared, failure, last, now);
            }

            var reading = value is not null
                ? Next(before?.Reading ?? default, value, now, ReadingSource.Kernel)
                : (before?.Reading ?? default).Failed(failure!);
            next[i] = Unchanged(before, mount.Requested, reading) ?? new TmpfsSnapshot(mount.Target, mount.Requested, reading, before?.Forecast ?? Forecast.None);
        }

        return Same(last, next);
    }

    private ImmutableArray<TmpfsSnapshot> ReadByExec(
        ContainerRecord record, DeclaredService? declared, string? refusal, ImmutableArray<TmpfsSnapshot> last, DateTimeOffset now)
    {
        var requested = Tmpfs.TmpfsMount.RequestedBy(record, declared);
        if (requested.Count == 0)
        {
            return [];
        }

        var answer = slow.TmpfsUse([.. requested.Keys], now);
        var next = new TmpfsSnapshot[requested.Count];
        var at = 0;
        foreach (var (target, options) in requested)
        {
            var before = Find(last, target, at);
            var known = before?.Reading ?? default;
            TmpfsUse? use = null;
            foreach (var each in answer?.Value ?? [])
            {
                use = each.Target == target ? each : use;
            }

            var reading = use is not null
                ? new Reading<TmpfsReading>(TmpfsReading.WithoutOwner(use), answer!.At, ReadingSource.Exec, null)
                : known.Failed(answer is null ? $"{refusal} Asking the engine." : answer.Failure ?? $"df in the container does not know {target}. {refusal}");
            if (known.Value == reading.Value && known.At == reading.At && known.Failure == reading.Failure)
            {
                reading = known;
            }

            next[at++] = Unchanged(before, options, reading) ?? new TmpfsSnapshot(target, options, reading, before?.Forecast ?? Forecast.None);
        }

        return Same(last, next);
    }

    private static TmpfsSnapshot? Unchanged(TmpfsSnapshot? before, string requested, in Reading<TmpfsReading> reading) =>
        before is not null && before.RequestedOptions == requested && before.Reading == reading ? before : null;

    private static TmpfsSnapshot? Find(ImmutableArray<TmpfsSnapshot> last, string target, int guess)
    {
        if (guess < last.Length && last[guess].Target == target)
        {
            return last[guess];
        }

        foreach (var each in last)
        {
            if (each.Target == target)
            {
                return each;
            }
        }

        return null;
    }
}
