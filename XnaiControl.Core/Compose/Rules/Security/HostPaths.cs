using System.Collections.Immutable;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>What paths of the host mean to an attacker.</summary>
internal static class HostPaths
{
    private static readonly ImmutableArray<string> Sockets = ["docker.sock", "podman.sock", "containerd.sock", "crio.sock", "buildkitd.sock"];

    /// <summary>Sensitive themselves and with everything below.</summary>
    private static readonly ImmutableArray<string> Trees = ["/root", "/proc", "/sys", "/boot", "/var/lib/containers", "/var/lib/docker", "/var/lib/kubelet", "/etc/ssh", "/etc/sudoers.d", "/etc/pam.d", "/etc/cron.d"];

    /// <summary>Sensitive as a whole; single files below are often harmless (/etc/localtime, /dev/ttyUSB0).</summary>
    private static readonly ImmutableArray<string> Exact = ["/", "/etc", "/dev", "/home", "/usr", "/var", "/var/lib", "/etc/shadow", "/etc/sudoers", "/etc/passwd", "/etc/gshadow"];

    private static readonly ImmutableArray<string> Private = [".ssh", ".gnupg", ".aws", ".kube", ".docker"];

    /// <summary>The socket itself, or the folder that every engine puts it into.</summary>
    public static bool IsEngineSocket(string source)
    {
        var path = Clean(source);
        return Sockets.Any(socket => path.EndsWith("/" + socket, StringComparison.Ordinal)) || path is "/run" or "/var/run" or "/run/podman" or "/var/run/podman" or "/run/docker" or "/run/containerd"
            || (path.StartsWith("/run/user/", StringComparison.Ordinal) && path.EndsWith("/podman", StringComparison.Ordinal));
    }

    public static bool IsSensitive(string source)
    {
        var path = Clean(source);
        return Exact.Contains(path) || path == "~"
            || Trees.Any(tree => path == tree || path.StartsWith(tree + "/", StringComparison.Ordinal))
            || ((path[0] is '/' or '~') && path.Split('/').Any(Private.Contains));
    }

    private static string Clean(string source) => source.StartsWith('/') ? ContainerPath.Clean(source) : source.Length > 1 ? source.TrimEnd('/') : source;
}
