using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering.Cgroups;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>
/// Where a new container shows before its engine tells: runtimes make a state folder and a cgroup named after its id.
/// Engine events come 30 to 300 ms later.
/// </summary>
internal static class RuntimeFolders
{
    private const int IdLength = 64;

    /// <summary>Folders worth watching; those that do not exist are skipped by the watch.</summary>
    public static IEnumerable<string> Of(EngineInfo? info, CgroupLayout layout)
    {
        if (info?.Uid is { } uid && info.Rootless)
        {
            yield return $"/run/user/{uid}/runc";
            yield return $"/run/user/{uid}/crun";
            yield return $"/tmp/podman-run-{uid}/runc";
            yield return $"/tmp/podman-run-{uid}/crun";
            yield break;
        }

        yield return "/run/runc";
        yield return "/run/crun";
        yield return "/run/docker/runtime-runc/moby";
        foreach (var folder in CgroupsOf(layout))
        {
            yield return folder;
        }
    }

    /// <summary>Where engines of the system put the cgroups of containers unless told otherwise.</summary>
    public static IEnumerable<string> CgroupsOf(CgroupLayout layout)
    {
        var memory = layout.Unified ?? (layout.Controllers.TryGetValue("memory", out var mount) ? mount.Folder : null);
        return memory is null ? [] : [memory + "/libpod_parent", memory + "/machine.slice", memory + "/system.slice", memory + "/docker"];
    }

    /// <summary>The container id in <c>libpod-&lt;id&gt;</c>, <c>docker-&lt;id&gt;.scope</c> or a bare id; null for others and for conmon's group.</summary>
    public static string? ContainerIn(string name)
    {
        if (name.Contains("conmon", StringComparison.Ordinal))
        {
            return null;
        }

        var run = 0;
        for (var i = 0; i < name.Length; i++)
        {
            run = char.IsAsciiHexDigitLower(name[i]) ? run + 1 : 0;
            if (run == IdLength)
            {
                return name.Substring(i + 1 - IdLength, IdLength);
            }
        }

        return null;
    }
}
