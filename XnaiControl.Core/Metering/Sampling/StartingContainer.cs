namespace XnaiControl.Core.Metering.Sampling;

/// <summary>
/// Looks by the kernel whether a container that its runtime prepares runs its own program yet. Asking the engine
/// earlier is wasted: it still tells the old state, and inspects are rationed.
/// </summary>
internal sealed class StartingContainer(string containerId, IReadOnlyCollection<string> cgroupParents)
{
    /// <summary>Null while no cgroup of the container is to be seen.</summary>
    public bool? Runs()
    {
        foreach (var parent in cgroupParents)
        {
            foreach (var name in (ReadOnlySpan<string>)[$"libpod-{containerId}", $"libpod-{containerId}.scope", containerId, $"docker-{containerId}.scope"])
            {
                if (Processes($"{parent}/{name}") is { } processes)
                {
                    return Array.Exists(processes, HasLeftRuntime);
                }
            }
        }

        return null;
    }

    private static string[]? Processes(string group)
    {
        try
        {
            return Directory.Exists(group) ? File.ReadAllLines(group + "/cgroup.procs") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The runtime's own name goes with the exec of the container's program.</summary>
    private static bool HasLeftRuntime(string pid)
    {
        try
        {
            var name = File.ReadAllText($"/proc/{pid}/comm");
            return !name.StartsWith("runc", StringComparison.Ordinal) && !name.StartsWith("crun", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
