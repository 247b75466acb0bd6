namespace XnaiControl.Core.Engine.Events;

/// <summary>
/// Where the Podman service behind a socket may keep its event log: Podman does not tell, so its command line, its
/// configuration file and its defaults are asked. Guesses; the caller proves one before it trusts it.
/// </summary>
internal static class EventLogPlace
{
    /// <summary>
    /// Paths worth a look; none for another program, and none for a service that ends when it is idle: following the
    /// log would not keep it awake, and each new look would start it again.
    /// </summary>
    public static IReadOnlyList<string> Of(int pid, int uid)
    {
        if (pid <= 0)
            return [];
        try
        {
            return Of(File.ReadAllText($"/proc/{pid}/cmdline").Split('\0'), File.ReadAllText($"/proc/{pid}/environ").Split('\0'), uid, ReadConfiguration);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // another user's process, or one behind another /proc
        }
    }

    internal static IReadOnlyList<string> Of(string[] arguments, string[] environment, int uid, Func<string, string[]> readConfiguration)
    {
        if (Path.GetFileName(arguments[0]) != "podman" || Value(arguments, "--time", "-t") != "0")
            return [];
        string? Variable(string name) => Array.Find(environment, pair => pair.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        var configuration = readConfiguration(Variable("CONTAINERS_CONF") ?? "/etc/containers/containers.conf");
        var runtime = Variable("XDG_RUNTIME_DIR") ?? $"/run/user/{uid}";
        string?[] places =
        [
            Setting(configuration, "events_logfile_path"),
            Below(Value(arguments, "--tmpdir", "--tmpdir")),
            Below(Setting(configuration, "tmp_dir")),
            Below(uid == 0 ? "/run/libpod" : runtime + "/libpod/tmp"),
        ];
        return [.. places.OfType<string>().Where(Path.IsPathRooted).Distinct(StringComparer.Ordinal)];
    }

    private static string? Below(string? folder) => folder is null ? null : folder + "/events/events.log";

    private static string? Value(string[] arguments, string name, string alias)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == name || arguments[i] == alias)
                return i + 1 < arguments.Length ? arguments[i + 1] : null;
            foreach (var prefix in (ReadOnlySpan<string>)[name + "=", alias + "="])
            {
                if (arguments[i].StartsWith(prefix, StringComparison.Ordinal))
                    return arguments[i][prefix.Length..];
            }
        }
        return null;
    }

    /// <summary>A text value of the TOML file, by its name alone: the names are unique in it.</summary>
    private static string? Setting(string[] lines, string name)
    {
        foreach (var line in lines)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line.AsSpan(0, equals).Trim().SequenceEqual(name) && line[(equals + 1)..].Split('"') is [_, { Length: > 0 } text, ..])
                return text;
        }
        return null;
    }

    private static string[] ReadConfiguration(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
