using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Core.Metering.Cgroups;

/// <summary>Where this host mounts its cgroup hierarchies. On a hybrid host controllers stay on version 1.</summary>
/// <param name="Unified">Mount point of version 2 when it carries the controllers, else null.</param>
internal sealed record CgroupLayout(string? Unified, IReadOnlyDictionary<string, (string Folder, string Root)> Controllers)
{
    /// <summary>This process's own view; empty where cgroups are not mounted.</summary>
    public static CgroupLayout OfThisHost() => From(MountInfo.Parse(File.ReadAllBytes("/proc/self/mountinfo")), File.Exists);

    internal static CgroupLayout From(IEnumerable<MountEntry> mounts, Func<string, bool> exists)
    {
        string? unified = null;
        var controllers = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var mount in mounts)
        {
            if (mount.FileSystem == "cgroup2" && Has(mount.Target, "memory", exists))
            {
                unified = mount.Target;
                controllers[""] = (mount.Target, mount.Root);
            }
            else if (mount.FileSystem == "cgroup")
            {
                foreach (var controller in mount.SuperOptions.Split(','))
                {
                    controllers[controller] = (mount.Target, mount.Root);
                }
            }
        }

        return new CgroupLayout(unified, controllers);
    }

    /// <summary>
    /// Folder of a container's own cgroup, from the text of <c>/proc/&lt;pid&gt;/cgroup</c>; null when it has none of its own
    /// (rootless on version 1: it shares the session's) or when it lies outside this mount.
    /// </summary>
    /// <param name="controller"><c>memory</c>, <c>cpuacct</c>; ignored on version 2.</param>
    public string? FolderOf(string processCgroups, string controller, string containerId)
    {
        var name = Unified is null ? controller : "";
        if (!Controllers.TryGetValue(name, out var mount))
        {
            return null;
        }

        foreach (var line in processCgroups.Split('\n'))
        {
            var parts = line.Split(':', 3);
            if (parts.Length != 3 || Array.IndexOf(parts[1].Split(','), name) < 0)
            {
                continue;
            }

            var path = parts[2];
            if (mount.Root != "/" && path.StartsWith(mount.Root, StringComparison.Ordinal))
            {
                path = path[mount.Root.Length..];
            }

            var id = path.IndexOf(containerId, StringComparison.Ordinal);
            if (id < 0 || path.Contains("/..", StringComparison.Ordinal))
            {
                return null;
            }

            // The group that is named after the container carries its limits; crun and systemd nest more below it.
            var end = path.IndexOf('/', id);
            return mount.Folder.TrimEnd('/') + (end < 0 ? path : path[..end]);
        }

        return null;
    }

    private static bool Has(string folder, string controller, Func<string, bool> exists)
    {
        var file = Path.Combine(folder, "cgroup.controllers");
        return exists(file) && File.ReadAllText(file).Split([' ', '\n']).Contains(controller);
    }
}
