using System.Net.Sockets;

namespace XnaiControl.Core.Engine.Discovery;

/// <summary>The words and commands that help a person whose engine does not answer.</summary>
internal static class EngineRemedy
{
    public static string Describe(SocketError error) => error switch
    {
        SocketError.AccessDenied => "permission denied",
        SocketError.ConnectionRefused => "nothing listens there",
        SocketError.AddressNotAvailable or SocketError.HostNotFound => "no such socket",
        _ => error.ToString(),
    };

    public static string For(string socketPath) => For(socketPath, Directory.Exists("/run/systemd/system"));

    public static string For(string socketPath, bool systemd)
    {
        var user = socketPath.StartsWith("/run/user/", StringComparison.Ordinal) || socketPath.StartsWith("/home/", StringComparison.Ordinal);
        var docker = Path.GetFileName(socketPath).Contains("docker", StringComparison.OrdinalIgnoreCase);
        if (!systemd)
            return docker ? $"Check that dockerd runs with --host unix://{socketPath}." : $"Start it with: podman system service --time=0 unix://{socketPath}";
        var unit = docker ? "docker.service" : "podman.socket";
        var scope = user ? "--user " : "";
        return $"Check it with: systemctl {scope}status {unit} (start: systemctl {scope}start {unit}).";
    }
}
