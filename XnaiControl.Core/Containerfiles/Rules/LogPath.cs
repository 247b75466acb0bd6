namespace XnaiControl.Core.Containerfiles.Rules;

internal static class LogPath
{
    /// <summary>Absolute, on a file system, and by its name a log or in a folder of logs.</summary>
    public static bool IsLog(string path) =>
        IsFile(path) && (path.EndsWith(".log", StringComparison.OrdinalIgnoreCase) || $"{path}/".Contains("/log/", StringComparison.OrdinalIgnoreCase) || $"{path}/".Contains("/logs/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Absolute and neither a device nor /proc, where /dev/stdout leads.</summary>
    public static bool IsFile(string path) =>
        path.StartsWith('/') && !path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary><c>--log-file</c> and <c>--access-logfile</c>, not <c>--log-level</c> or <c>--log-config</c>.</summary>
    public static bool IsLogOption(string option) =>
        option.StartsWith('-') && option.Contains("log", StringComparison.OrdinalIgnoreCase)
        && !option.Contains("login", StringComparison.OrdinalIgnoreCase) && !option.Contains("conf", StringComparison.OrdinalIgnoreCase);
}
