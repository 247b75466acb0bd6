using System.Collections.Immutable;

namespace XnaiControl.Core.Engine;

/// <summary>One end of a container's run.</summary>
/// <param name="Requested">A stop, kill or restart through the engine came with it: it did not end by itself.</param>
public sealed record ContainerExit(DateTimeOffset At, int ExitCode, bool Requested)
{
    public bool IsCrash => ExitCode is not (0 or 143) && !Requested;
}

/// <summary>
/// How each container (by id) ended lately, oldest first; built from engine events, so it starts empty when the panel
/// starts. Immutable; bounded to <see cref="Kept"/> exits a container.
/// </summary>
public sealed class ExitHistory
{
    public const int Kept = 8;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public static readonly ExitHistory Empty = new([], ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>A stop's own event arrives a little before or after the exit it causes.</summary>
    private static readonly TimeSpan RequestReach = TimeSpan.FromSeconds(30);

    private readonly ImmutableDictionary<string, ImmutableArray<ContainerExit>> _exits;
    private readonly ImmutableDictionary<string, DateTimeOffset> _requests;

    private ExitHistory(ImmutableDictionary<string, ImmutableArray<ContainerExit>> exits, ImmutableDictionary<string, DateTimeOffset> requests) =>
        (_exits, _requests) = (exits, requests);

    public ImmutableArray<ContainerExit> Of(string containerId) => _exits.GetValueOrDefault(containerId, []);

    /// <summary>Takes in one event; returns itself when the event says nothing about ends.</summary>
    public ExitHistory With(EngineEvent e) => e.Action switch
    {
        "die" or "died" => Died(e),
        "stop" or "kill" or "restart" => Requested(e),
        "start" => new ExitHistory(_exits, _requests.Remove(e.ContainerId)),
        "destroy" or "remove" => new ExitHistory(_exits.Remove(e.ContainerId), _requests.Remove(e.ContainerId)),
        _ => this,
    };

    private ExitHistory Died(EngineEvent e)
    {
        var requested = _requests.TryGetValue(e.ContainerId, out var at) && (e.At - at).Duration() < RequestReach;
        var exits = Of(e.ContainerId);
        if (exits.Length == Kept)
            exits = exits.RemoveAt(0);
        return new ExitHistory(_exits.SetItem(e.ContainerId, exits.Add(new ContainerExit(e.At, e.ExitCode ?? 0, requested))), _requests);
    }

    private ExitHistory Requested(EngineEvent e)
    {
        var exits = Of(e.ContainerId);
        var late = exits.Length > 0 && e.Action == "stop" && (e.At - exits[^1].At).Duration() < RequestReach;
        return new ExitHistory(
            late ? _exits.SetItem(e.ContainerId, exits.SetItem(exits.Length - 1, exits[^1] with { Requested = true })) : _exits,
            _requests.SetItem(e.ContainerId, e.At));
    }
}
