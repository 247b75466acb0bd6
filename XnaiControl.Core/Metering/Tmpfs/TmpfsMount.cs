using System.Collections.Immutable;
using System.Text;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Tmpfs;

/// <summary>A tmpfs that people see in a container: asked for, or added by the engine where files land.</summary>
/// <param name="Requested">Raw options as asked for; empty for a mount nobody asked for.</param>
/// <param name="Mounted">The kernel's line; null when nothing is mounted there.</param>
internal sealed record TmpfsMount(string Target, string Requested, MountEntry? Mounted)
{
    public bool IsReadOnly => Mounted is { } m && (HasReadOnly(m.Options) || HasReadOnly(m.SuperOptions));

    /// <summary>Options of the mount and of its file system, each once.</summary>
    public string Options { get; } = Mounted is null ? "" : Join(Mounted);

    /// <summary>Zero-terminated, so that a beat allocates nothing.</summary>
    public byte[] PathOf(int pid) => Encoding.UTF8.GetBytes($"/proc/{pid}/root{Target}\0");

    /// <summary>Chooses from a container's mounts, ordered by target.</summary>
    public static ImmutableArray<TmpfsMount> Choose(ContainerRecord record, DeclaredService? declared, IReadOnlyList<MountEntry> mounts)
    {
        var requested = RequestedBy(record, declared);
        var top = new Dictionary<string, MountEntry>(StringComparer.Ordinal);
        foreach (var mount in mounts)
        {
            top[mount.Target] = mount;
        }

        var chosen = new SortedDictionary<string, TmpfsMount>(StringComparer.Ordinal);
        foreach (var (target, options) in requested)
        {
            var entry = top.GetValueOrDefault(target);
            chosen[target] = new TmpfsMount(target, options, entry?.FileSystem == "tmpfs" ? entry : null);
        }

        foreach (var (target, entry) in top)
        {
            // Root "/" leaves out single files and folders bound from the host's own tmpfs.
            if (entry is { FileSystem: "tmpfs", Root: "/" } && !chosen.ContainsKey(target) && !IsRuntimePlumbing(target) && !IsBound(record, target))
            {
                chosen[target] = new TmpfsMount(target, "", entry);
            }
        }

        return [.. chosen.Values];
    }

    /// <summary>
    /// What was asked for: by <c>--tmpfs</c>, by <c>--mount type=tmpfs</c>, or in the compose file. Podman lists what it
    /// adds to a read-only container itself among the requests; those have empty options here.
    /// </summary>
    public static SortedDictionary<string, string> RequestedBy(ContainerRecord record, DeclaredService? declared)
    {
        var requested = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var mount in declared?.Mounts ?? [])
        {
            if (mount.Kind == DeclaredMountKind.Tmpfs)
            {
                requested[Clean(mount.Target)] = mount.Options;
            }
        }

        foreach (var mount in record.Mounts)
        {
            if (mount.Kind == "tmpfs")
            {
                requested[Clean(mount.Target)] = mount.Options;
            }
        }

        foreach (var (target, options) in record.Tmpfs)
        {
            var clean = Clean(target);
            var added = record.ReadOnlyRoot && (clean is "/run" or "/tmp" or "/var/tmp")
                && !options.Contains("size=", StringComparison.Ordinal) && !requested.ContainsKey(clean);
            requested[clean] = added ? "" : options;
        }

        return requested;
    }

    private static string Clean(string target) => target.Length > 1 ? target.TrimEnd('/') : target;

    private static bool IsBound(ContainerRecord record, string target)
    {
        foreach (var mount in record.Mounts)
        {
            if (mount.Kind != "tmpfs" && Clean(mount.Target) == target)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRuntimePlumbing(string target) =>
        Below(target, "/dev") || Below(target, "/proc") || Below(target, "/sys") || Below(target, "/run/secrets") || Below(target, "/var/run/secrets");

    private static bool Below(string target, string folder) =>
        target.StartsWith(folder, StringComparison.Ordinal) && (target.Length == folder.Length || target[folder.Length] == '/');

    private static bool HasReadOnly(string options) => Array.IndexOf(options.Split(','), "ro") >= 0;

    private static string Join(MountEntry mount)
    {
        var words = new List<string>(mount.Options.Split(','));
        foreach (var word in mount.SuperOptions.Split(','))
        {
            if (!words.Contains(word))
            {
                words.Add(word);
            }
        }

        return string.Join(',', words);
    }
}
