namespace XnaiControl.Core.Engine;

/// <summary>At least three starts in ten minutes that ended by themselves with an error.</summary>
internal static class CrashLoop
{
    private const int Starts = 3;

    /// <summary>Podman starts again at once; Docker says "restarting" while it waits.</summary>
    private static readonly TimeSpan RestartPatience = TimeSpan.FromSeconds(10);

    /// <summary>When the loop began, or null when there is none.</summary>
    public static DateTimeOffset? Of(ContainerRecord record, IReadOnlyList<ContainerExit> exits, DateTimeOffset now)
    {
        if (exits.Count > 0 && exits[^1].Requested)
            return null; // a person stepped in
        if (record is { State: ContainerRunState.Exited, FinishedAt: { } ended } && now - ended > RestartPatience)
            return null; // nobody starts it again
        // Podman tells of no stop, so a kill counts only where the engine itself starts the container again.
        var crashes = exits.Where(e => e.IsCrash && (e.ExitCode != 137 || record.RestartPolicy != "no") && now - e.At < ExitHistory.Window)
            .Select(e => e.At).ToList();
        if (crashes.Count >= Starts)
            return HasSettled(record, (crashes[^1] - crashes[0]) / (crashes.Count - 1), now) ? null : crashes[0];
        return exits.Count == 0 || crashes.Count > 0 ? FromRestartCount(record, now) : null;
    }

    /// <summary>For loops that began before the panel looked: the engine's count and the average distance.</summary>
    private static DateTimeOffset? FromRestartCount(ContainerRecord record, DateTimeOffset now)
    {
        if (record is not { RestartCount: >= Starts, StartedAt: { } started } || record is { State: ContainerRunState.Exited, ExitCode: 0 or 143 })
            return null;
        var distance = (started - record.CreatedAt) / record.RestartCount;
        var recent = now - started < ExitHistory.Window && distance < ExitHistory.Window / Starts;
        return recent && !HasSettled(record, distance, now) ? record.CreatedAt : null;
    }

    /// <summary>Runs for a minute and for longer than its runs used to take.</summary>
    private static bool HasSettled(ContainerRecord record, TimeSpan distance, DateTimeOffset now) =>
        record is { State: ContainerRunState.Running, StartedAt: { } started }
        && now - started > TimeSpan.FromMinutes(1) && now - started > distance * 2;
}
