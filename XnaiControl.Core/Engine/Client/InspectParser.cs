using System.Collections.Immutable;
using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// Inspect's answer to a record. Read by hand because the library's model throws on one word that it does not know,
/// and a single odd container must not hide the others.
/// </summary>
internal static class InspectParser
{
    private const int OutputCap = 4096;

    public static ContainerRecord Parse(JsonElement root)
    {
        var state = root.Child("State");
        var config = root.Child("Config");
        var host = root.Child("HostConfig");
        var check = ReadHealthCheck(config.Child("Healthcheck"));
        var labels = new ComposeLabels(config.Child("Labels"));
        return new ContainerRecord(
            root.Text("Id"),
            root.Text("Name").TrimStart('/'),
            config.Text("Image"),
            root.Text("Image"),
            labels.Project,
            labels.Service,
            ReadState(state),
            ReadHealth(state.Child("Health"), check),
            (int)state.Number("Pid"),
            root.Time("Created") ?? default,
            state.Time("StartedAt"),
            state.Time("FinishedAt"),
            (int)state.Number("ExitCode"),
            (int)root.Number("RestartCount"),
            state.Flag("OOMKilled"),
            state.Text("Error").NullIfEmpty(),
            config.Text("User"),
            host.Child("RestartPolicy").Text("Name") is { Length: > 0 } policy ? policy : "no",
            host.Flag("ReadonlyRootfs"),
            host.Number("Memory"),
            check,
            [.. state.Child("Health").Child("Log").Items().Select(ReadProbe)],
            ReadPorts(root.Child("NetworkSettings").Child("Ports")),
            [.. root.Child("Mounts").Items().Select(ReadMount)],
            host.Child("Tmpfs").Members().ToImmutableSortedDictionary(m => m.Name, m => m.Value.AsText(), StringComparer.Ordinal),
            [.. root.Child("NetworkSettings").Child("Networks").Members().Select(m => m.Name)])
        {
            ComposeFiles = labels.Files,
        };
    }

    /// <summary>A container that the list names but inspect could not describe.</summary>
    public static ContainerRecord Unreadable(string id, string name, string image, string why) => new(
        id, name, image, "", null, null, ContainerRunState.Unknown, HealthStatus.Unknown, 0, default, null, null, 0, 0, false, why,
        "", "no", false, 0, null, [], [], [], ImmutableSortedDictionary<string, string>.Empty, []);

    private static ContainerRunState ReadState(JsonElement state) => state.Text("Status") switch
    {
        "created" or "configured" or "initialized" => ContainerRunState.Created,
        "running" or "stopping" => ContainerRunState.Running,
        "paused" => ContainerRunState.Paused,
        "restarting" => ContainerRunState.Restarting,
        "exited" or "stopped" => ContainerRunState.Exited,
        "removing" => ContainerRunState.Removing,
        "dead" => ContainerRunState.Dead,
        _ => ContainerRunState.Unknown,
    };

    private static HealthStatus ReadHealth(JsonElement health, HealthCheck? check) => health.Text("Status") switch
    {
        "healthy" => HealthStatus.Healthy,
        "unhealthy" => HealthStatus.Unhealthy,
        "starting" => HealthStatus.Starting,
        "none" => HealthStatus.None,
        "" => check is null ? HealthStatus.None : HealthStatus.Starting,
        _ => HealthStatus.Unknown,
    };

    private static HealthCheck? ReadHealthCheck(JsonElement check)
    {
        var command = check.Child("Test").Items().Select(i => i.AsText()).ToImmutableArray();
        if (command.IsEmpty || command[0] == "NONE")
            return null;
        return new HealthCheck(
            command,
            Nanoseconds(check, "Interval", 30),
            Nanoseconds(check, "Timeout", 30),
            check.Number("Retries") is > 0 and var retries ? (int)retries : 3,
            Nanoseconds(check, "StartPeriod", 0));
    }

    private static TimeSpan Nanoseconds(JsonElement check, string name, int fallbackSeconds) =>
        check.Number(name) is > 0 and var value ? TimeSpan.FromTicks(value / 100) : TimeSpan.FromSeconds(fallbackSeconds);

    private static HealthProbe ReadProbe(JsonElement entry)
    {
        var at = entry.Time("Start") ?? default;
        var output = entry.Text("Output");
        return new HealthProbe(
            at,
            entry.Time("End") is { } end && end > at ? end - at : TimeSpan.Zero,
            (int)entry.Number("ExitCode"),
            output.Length > OutputCap ? output[..OutputCap] : output);
    }

    private static ContainerMount ReadMount(JsonElement mount) => new(
        mount.Text("Type"),
        mount.Text("Source") is { Length: > 0 } source ? source : mount.Text("Name"),
        mount.Text("Destination"),
        mount.Flag("RW"),
        mount.Text("Mode"));

    private static ImmutableArray<PortBinding> ReadPorts(JsonElement ports)
    {
        var found = ImmutableArray.CreateBuilder<PortBinding>();
        foreach (var port in ports.Members())
        {
            var slash = port.Name.IndexOf('/', StringComparison.Ordinal);
            if (!int.TryParse(slash < 0 ? port.Name : port.Name[..slash], out var inside))
                continue;
            var protocol = slash < 0 ? "tcp" : port.Name[(slash + 1)..];
            var published = false;
            foreach (var binding in port.Value.Items())
            {
                if (!int.TryParse(binding.Text("HostPort"), out var outside))
                    continue;
                found.Add(new PortBinding(inside, outside, binding.Text("HostIp"), protocol));
                published = true;
            }
            if (!published)
                found.Add(new PortBinding(inside, 0, "", protocol));
        }
        return found.DrainToImmutable();
    }
}
