using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>Builds <see cref="EngineInfo"/> from <c>/version</c> and <c>/info</c> of either engine.</summary>
internal static class EngineInfoReader
{
    public static EngineInfo Read(JsonElement version, JsonElement info, int? peerUid, Func<string, bool> folderExists)
    {
        var components = version.Child("Components").Items().ToList();
        var kind = components.Exists(c => c.Text("Name").StartsWith("Podman", StringComparison.OrdinalIgnoreCase)) ? EngineKind.Podman : EngineKind.Docker;
        var rootless = info.Flag("Rootless") || info.Child("SecurityOptions").Items().Any(o => o.AsText().Contains("rootless", StringComparison.Ordinal));
        var cgroup = info.Text("CgroupVersion") is "2" or "v2" ? 2 : 1;
        var runtime = info.Text("DefaultRuntime") is { Length: > 0 } name ? name : "unknown";
        return new EngineInfo(
            kind,
            version.Text("Version"),
            version.Text("ApiVersion"),
            rootless,
            rootless ? peerUid : null,
            cgroup,
            kind == EngineKind.Docker || HasTimers(info, rootless ? peerUid : null, folderExists),
            !(rootless && cgroup == 1),
            runtime,
            RuntimeVersion(components, runtime));
    }

    /// <summary>Podman has systemd timers run health checks; without systemd nobody runs them.</summary>
    private static bool HasTimers(JsonElement info, int? uid, Func<string, bool> folderExists) =>
        info.Text("CgroupDriver") == "systemd"
        || (folderExists("/run/systemd/system") && (uid is null || folderExists($"/run/user/{uid}/systemd")));

    private static string RuntimeVersion(List<JsonElement> components, string runtime)
    {
        var text = components.Find(c => c.Text("Name").Contains(runtime, StringComparison.OrdinalIgnoreCase)).Text("Version");
        var line = text.Split('\n')[0];
        var prefix = runtime + " version ";
        return line.StartsWith(prefix, StringComparison.Ordinal) ? line[prefix.Length..] : line;
    }
}
