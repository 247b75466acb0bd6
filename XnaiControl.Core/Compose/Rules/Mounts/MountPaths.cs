namespace XnaiControl.Core.Compose.Rules;

/// <summary>Compares the paths of mounts.</summary>
internal static class MountPaths
{
    /// <summary>True when the inner path lies below the outer one, not when they are equal.</summary>
    public static bool IsBelow(string inner, string outer) =>
        inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) && (outer == "/" || inner[outer.Length] == '/');

    public static bool IsAtOrBelow(string inner, string outer) => inner == outer || IsBelow(inner, outer);

    /// <summary>A host path for comparison: <c>./logs/</c> is <c>./logs</c>. What it is relative to stays open, so <c>..</c> stays.</summary>
    public static string Source(string source)
    {
        var parts = source.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".");
        return (source.StartsWith('/') ? "/" : source.StartsWith('~') ? "" : "./") + string.Join('/', parts);
    }

    /// <summary>The mount that holds a path inside the container: the one with the longest target at or above it.</summary>
    public static ComposeMount? Holding(ComposeService service, string path) =>
        service.Mounts.Where(mount => IsAtOrBelow(path, mount.Target)).MaxBy(mount => mount.Target.Length);
}
