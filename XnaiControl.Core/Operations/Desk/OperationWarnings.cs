using System.Collections.Immutable;
using System.Globalization;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>What a person should know before confirming, from what the panel has seen already; asks the engine nothing.</summary>
internal sealed class OperationWarnings(Occupancy occupancy, ISnapshotStore snapshots, IEngineMonitor monitor, IStackCatalog stacks)
{
    private static readonly string[] LosesTmpfs =
        [OperationKinds.Stop.Name, OperationKinds.Restart.Name, OperationKinds.Kill.Name, OperationKinds.Recreate.Name, OperationKinds.Down.Name];

    public ImmutableArray<string> Of(OperationKind kind, OperationTarget target)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (occupancy.On(target) is { } running)
        {
            warnings.Add($"{running.Kind.Verb} of {running.Target} is still running; this would be refused until it ends.");
        }

        var picture = monitor.Current;
        var containers = TargetContainers.Of(picture.Containers, target, stacks.Find(target.Stack.Stack));
        var readings = Readings(target);
        if (LosesTmpfs.Contains(kind.Name))
        {
            warnings.AddRange(containers.Where(TargetContainers.Runs).SelectMany(container => LostData(container, readings)));
        }

        if (kind.Name == OperationKinds.Restart.Name && picture.Status.Info is { } info && TmpfsModeLoss.Affects(info))
        {
            warnings.AddRange(containers.SelectMany(container => TmpfsModeLoss.Warn(container, info, target => readings.GetValueOrDefault((container.Id, target)))));
        }

        return warnings.ToImmutable();
    }

    private Dictionary<(string Id, string Target), TmpfsReading> Readings(OperationTarget target) =>
        (snapshots.Find(target.Stack)?.Services ?? [])
            .SelectMany(service => service.Containers)
            .SelectMany(container => container.Tmpfs.Select(tmpfs => (Key: (container.Record.Id, tmpfs.Target), tmpfs.Reading.Value)))
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!);

    private static IEnumerable<string> LostData(ContainerRecord container, Dictionary<(string, string), TmpfsReading> readings)
    {
        foreach (var target in container.Tmpfs.Keys)
        {
            if (!readings.TryGetValue((container.Id, target), out var reading))
            {
                yield return $"Data on tmpfs {target} of {container.Name} is lost; how much is there has not been read.";
            }
            else if (reading.UsedBytes > 0)
            {
                yield return $"{Size(reading.UsedBytes)} on tmpfs {target} of {container.Name} are lost.";
            }
        }
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1024 * 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.#} GiB"),
    };
}
