namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>Paths inside an image, compared after cleaning.</summary>
internal static class UnixPath
{
    /// <summary><c>logs/</c> under <c>/app</c> is <c>/app/logs</c>; an absolute path stays itself, cleaned.</summary>
    public static string Under(string folder, string path) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(path.Replace("\0", "", StringComparison.Ordinal), folder));

    public static string Clean(string path) => Under("/", path);

    /// <summary>True when the path is the folder or lies in it; both clean.</summary>
    public static bool IsIn(string path, string folder) =>
        folder == "/" || path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');
}
