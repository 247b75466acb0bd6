using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Cgroups;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>The containers of one engine with their meters. Used by the sampler's loop alone.</summary>
internal sealed class SampledEngine(IEngineMonitor monitor, CgroupLayout layout, KernelWatch? watch, TimeProvider time, Action onAnswer) : IDisposable
{
    private readonly Dictionary<string, ContainerMeter> meters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContainerEnd> ends = new(StringComparer.Ordinal);
    private readonly HashSet<string> cgroupParents = new(StringComparer.Ordinal);
    private readonly EngineQuestions questions = new(monitor, time);
    private ImmutableArray<ContainerRecord> listed = [];
    private bool endsChanged;

    public IEngineMonitor Monitor { get; } = monitor;

    public string Id => Monitor.Client.Endpoint.Id;

    /// <summary>The engine's picture with what the kernel knows better; the same instance while nothing changed.</summary>
    public EnginePicture Picture { get; private set; } = monitor.Current;

    /// <summary>Takes the engine's picture over, begins and ends runs.</summary>
    public void Follow(DateTimeOffset now)
    {
        var picture = Monitor.Current;
        var changed = picture.Containers != listed || endsChanged;
        (listed, endsChanged) = (picture.Containers, false);
        if (!changed)
        {
            Picture = Picture with { Status = picture.Status, ContainersAt = picture.ContainersAt, Exits = picture.Exits };
            return;
        }

        Picture = picture with { Containers = Corrected(picture.Containers) };
        foreach (var record in picture.Containers)
        {
            if (!meters.TryGetValue(record.Id, out var meter))
            {
                var slow = new SlowReadings(Monitor.Client, record.Id, time, onAnswer);
                meters[record.Id] = meter = new ContainerMeter(layout, watch, slow, time);
            }

            // An end that the kernel told stays an end, whatever the engine still believes.
            if (!(ends.TryGetValue(record.Id, out var end) && end.IsAhead(record)) && meter.Follow(record, now) && meter.Run?.CgroupParent is { } parent)
            {
                cgroupParents.Add(parent);
                watch?.WatchFolder(parent);
            }
        }

        if (meters.Count > listed.Length)
        {
            Drop();
        }
    }

    /// <summary>Reads every container, or only those whose run has just begun.</summary>
    public void Read(Func<ContainerRecord, DeclaredService?> declared, bool all, DateTimeOffset now)
    {
        var reliable = Picture.Status.Info is { StatsReliable: true };
        foreach (var record in Picture.Containers)
        {
            var meter = meters[record.Id];
            if (all || meter.IsUnread || meter.Run is null)
            {
                meter.Read(record, declared(record), reliable, now);
            }
        }
    }

    public ContainerReadings ReadingsOf(string containerId) => meters[containerId].Readings;

    public ContainerEnd? EndOf(ContainerRecord record) => ends.TryGetValue(record.Id, out var end) && end.IsAhead(record) ? end : null;

    /// <summary>The kernel reported the end of a process. True when it was this engine's.</summary>
    public bool Ended(string containerId, int pid, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!meters.TryGetValue(containerId, out var meter) || meter.Run is not { } run || run.Pid != pid)
        {
            return false;
        }

        ends[containerId] = new ContainerEnd(pid, now, run.WasKilledForMemory());
        endsChanged = true;
        meter.End();
        questions.Ask(containerId, record => record is null || !(record.Pid == pid && record.State is ContainerRunState.Running or ContainerRunState.Paused), null, cancellationToken);
        return true;
    }

    /// <summary>A runtime made a folder for a container, of this engine or of another, that is about to run.</summary>
    public void Appeared(string containerId, CancellationToken cancellationToken)
    {
        if (!(meters.TryGetValue(containerId, out var meter) && meter.Run is not null))
        {
            var starting = new StartingContainer(containerId, [.. cgroupParents, .. RuntimeFolders.CgroupsOf(layout)]);
            questions.Ask(containerId, record => record is null or { State: ContainerRunState.Running, Pid: > 0 }, starting, cancellationToken);
        }
    }

    /// <summary>Folders come and go with the first and last container; asking again is one call each.</summary>
    public void WatchFolders()
    {
        foreach (var folder in RuntimeFolders.Of(Picture.Status.Info, layout))
        {
            watch?.WatchFolder(folder);
        }

        foreach (var folder in cgroupParents)
        {
            watch?.WatchFolder(folder);
        }
    }

    public void Dispose()
    {
        foreach (var meter in meters.Values)
        {
            meter.Dispose();
        }
    }

    private ImmutableArray<ContainerRecord> Corrected(ImmutableArray<ContainerRecord> records)
    {
        if (ends.Count == 0)
        {
            return records;
        }

        var corrected = records.ToBuilder();
        for (var i = 0; i < corrected.Count; i++)
        {
            var record = corrected[i];
            if (!ends.TryGetValue(record.Id, out var end))
            {
                continue;
            }

            if (end.IsOver(record))
            {
                ends.Remove(record.Id);
            }
            else
            {
                corrected[i] = end.Correct(record);
            }
        }

        return corrected.ToImmutable();
    }

    private void Drop()
    {
        var known = listed.Select(record => record.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, meter) in meters)
        {
            if (!known.Contains(id))
            {
                meter.Dispose();
                meters.Remove(id);
                ends.Remove(id);
            }
        }
    }
}
