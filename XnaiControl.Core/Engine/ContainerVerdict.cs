namespace XnaiControl.Core.Engine;

/// <summary>The panel's word for one container, with the reason and the beginning.</summary>
/// <param name="Reason">Stable: it changes only when the engine reports something new.</param>
public sealed record ContainerVerdict(ServiceState State, string? Reason, DateTimeOffset? Since)
{
    public static ContainerVerdict Of(ContainerRecord record, ExitHistory exits, DateTimeOffset now)
    {
        if (CrashLoop.Of(record, exits.Of(record.Id), now) is { } since)
            return new ContainerVerdict(ServiceState.CrashLoop, $"{Ended(record, LastExit(record, exits))}{Restarts(record)}", since);
        return record.State switch
        {
            ContainerRunState.Created => new(ServiceState.Created, record.Error ?? "Created, never started.", record.CreatedAt),
            ContainerRunState.Running => Running(record),
            ContainerRunState.Paused => new(ServiceState.Paused, "Paused.", record.StartedAt),
            ContainerRunState.Restarting => new(ServiceState.Restarting, $"{Ended(record, LastExit(record, exits))}{Restarts(record)}", record.FinishedAt),
            ContainerRunState.Exited => Exited(record, exits.Of(record.Id)),
            ContainerRunState.Removing => new(ServiceState.Stopped, "Being removed.", record.FinishedAt),
            ContainerRunState.Dead => new(ServiceState.Failed, record.Error ?? "The engine could not remove it.", record.FinishedAt),
            _ => new(ServiceState.Unknown, record.Error ?? "The engine reports a state that the panel does not know.", null),
        };
    }

    private static ContainerVerdict Running(ContainerRecord record) => record.Health switch
    {
        HealthStatus.None => new(ServiceState.Running, null, record.StartedAt),
        HealthStatus.Healthy => new(ServiceState.Healthy, null, record.StartedAt),
        HealthStatus.Starting => new(ServiceState.Starting, "Waiting for the first passing health check.", record.StartedAt),
        HealthStatus.Unhealthy => Unhealthy(record),
        _ => new(ServiceState.Unknown, "The engine reports a health that the panel does not know.", record.StartedAt),
    };

    private static ContainerVerdict Unhealthy(ContainerRecord record)
    {
        var failed = record.HealthLog.Reverse().TakeWhile(p => p.ExitCode != 0).ToList();
        if (failed.Count == 0)
            return new(ServiceState.Unhealthy, "The health check failed.", record.StartedAt);
        var output = failed[0].Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";
        return new(ServiceState.Unhealthy,
            $"The health check failed with exit code {failed[0].ExitCode}{(output.Length > 0 ? $": {Shorten(output)}" : "")}.", failed[^1].At);
    }

    private static ContainerVerdict Exited(ContainerRecord record, IReadOnlyList<ContainerExit> exits)
    {
        var exit = LastOf(record, exits);
        var keepsRunning = record.RestartPolicy is "always" or "unless-stopped";
        if (exit?.Requested == true || record.ExitCode == 143 && !record.OomKilled)
            return new(ServiceState.Stopped, $"Stopped, exit code {record.ExitCode}.", record.FinishedAt);
        if (record.ExitCode == 0 && record.Error is null)
            return keepsRunning
                ? new(ServiceState.Stopped, "Ended with exit code 0.", record.FinishedAt)
                : new(ServiceState.Completed, "Completed with exit code 0.", record.FinishedAt);
        // Podman tells of no stop: where neither a memory limit nor a restart policy speaks against it, it was one.
        if (record.ExitCode == 137 && !record.OomKilled && (keepsRunning || record.MemoryLimitBytes == 0))
            return new(ServiceState.Stopped, "Stopped or killed, exit code 137.", record.FinishedAt);
        return new(ServiceState.Failed, $"{Ended(record, record.ExitCode)}{Restarts(record)}", record.FinishedAt);
    }

    /// <summary>Podman shows exit code 0 while a restarted container runs: the history knows better.</summary>
    private static int? LastExit(ContainerRecord record, ExitHistory exits) =>
        record.ExitCode != 0 ? record.ExitCode : exits.Of(record.Id).LastOrDefault(e => e.IsCrash)?.ExitCode;

    private static ContainerExit? LastOf(ContainerRecord record, IReadOnlyList<ContainerExit> exits) =>
        exits.Count > 0 && (record.FinishedAt is not { } finished || exits[^1].At >= finished - TimeSpan.FromSeconds(2)) ? exits[^1] : null;

    private static string Ended(ContainerRecord record, int? exitCode)
    {
        if (record.Error is { } error)
            return Shorten(error);
        if (record.OomKilled)
            return "Killed for using more memory than its limit (exit code 137)";
        return exitCode switch
        {
            null => "Ends again and again by itself",
            137 => "Killed (SIGKILL, exit code 137)",
            139 => "Crashed (SIGSEGV, exit code 139)",
            134 => "Aborted (SIGABRT, exit code 134)",
            125 or 126 or 127 => $"Could not run its command (exit code {exitCode})",
            _ => $"Exit code {exitCode}",
        };
    }

    private static string Restarts(ContainerRecord record) => record.RestartCount switch
    {
        <= 0 => ".",
        1 => ", 1 restart.",
        var n => $", {n} restarts.",
    };

    private static string Shorten(string text) => text.Length > 300 ? text[..300] + "…" : text;
}
