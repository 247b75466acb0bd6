using System.Collections.Immutable;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Live;

/// <summary>What an operation stops, loses and keeps, in words, from the last snapshot; null lines are left out.</summary>
public sealed record Consequences(string? Stops, string? Lost, string? Kept, string? Undo)
{
    public static Consequences Of(OperationKind kind, OperationTarget target, StackSnapshot? snapshot)
    {
        var services = (snapshot?.Services ?? []).Where(s => kind.OnStack || s.Name == target.Service).ToImmutableArray();
        var interrupts = kind == OperationKinds.Stop || kind == OperationKinds.Restart || kind == OperationKinds.Kill
            || kind == OperationKinds.Recreate || kind == OperationKinds.Down;
        return new(
            interrupts ? StopsOf(kind, services) : "Nothing",
            interrupts ? LostOf(services) : null,
            KeptOf(kind, services),
            UndoOf(kind, target));
    }

    private static string StopsOf(OperationKind kind, ImmutableArray<ServiceSnapshot> services)
    {
        var running = services.Sum(s => s.Containers.Count(c => c.Record.Pid > 0));
        var what = running == 0 ? "No container runs now" : Format.Plural(running, "container");
        return kind == OperationKinds.Restart || kind == OperationKinds.Recreate ? what + ", until it is up again" : what;
    }

    private static string LostOf(ImmutableArray<ServiceSnapshot> services)
    {
        var mounts = services
            .SelectMany(s => s.Containers.Where(c => c.Record.Pid > 0).SelectMany(c => c.Tmpfs).Where(t => t.Reading.Value is { UsedBytes: > 0 })
                .Select(t => (s.Name, t.Target, Used: t.Reading.Value!.UsedBytes)))
            .OrderByDescending(m => m.Used)
            .ToImmutableArray();
        if (mounts.IsEmpty)
        {
            return "Nothing known: no data on tmpfs";
        }

        var several = services.Length > 1;
        var names = mounts.Take(3).Select(m => several ? $"{m.Name} {m.Target}" : m.Target).ToList();
        if (mounts.Length > 3)
        {
            names.Add($"{mounts.Length - 3} more");
        }

        return $"{Format.Size(mounts.Sum(m => m.Used))} on tmpfs: {Format.Join(names)}";
    }

    private static string KeptOf(OperationKind kind, ImmutableArray<ServiceSnapshot> services)
    {
        if (kind == OperationKinds.Build || kind == OperationKinds.Pull)
        {
            return "What runs now, until it is recreated";
        }

        var kept = services.SelectMany(s => s.Containers).SelectMany(c => c.Record.Mounts)
            .Where(m => m.Kind is "bind" or "volume").Select(m => m.Source).Distinct(StringComparer.Ordinal).Count();
        return kept == 0 ? "The image and the compose file" : Format.Plural(kept, "volume or bind mount", "volumes and bind mounts");
    }

    private static string? UndoOf(OperationKind kind, OperationTarget target) => kind.Name switch
    {
        "service.start" => $"Stop {target.Service}",
        "service.stop" or "service.kill" => $"Start {target.Service}; data on tmpfs does not come back",
        "service.restart" or "service.recreate" => "None: what was on tmpfs is gone",
        "stack.up" => "Take the stack down",
        "stack.down" => "Bring the stack up; data on tmpfs does not come back",
        _ => null,
    };
}
