namespace XnaiControl.Core.Engine.Discovery;

/// <summary>The panel's own setting, <c>XNAI_ENGINE</c>.</summary>
internal sealed class ConfiguredEndpoint(XnaiOptions options) : IEndpointProvider
{
    public IEnumerable<EndpointCandidate> Candidates() =>
        options.Engine.Length == 0 ? [] : [new EndpointCandidate(options.Engine, "XNAI_ENGINE", Chosen: true)];
}

/// <summary>A variable that container tools share: <c>DOCKER_HOST</c> or <c>CONTAINER_HOST</c>.</summary>
internal sealed class VariableEndpoint(DiscoveryEnvironment environment, string name) : IEndpointProvider
{
    public IEnumerable<EndpointCandidate> Candidates() =>
        environment.Variable(name) is { Length: > 0 } value ? [new EndpointCandidate(value, name, Chosen: true)] : [];
}

/// <summary>The user's own Podman, where systemd or the user put its socket.</summary>
internal sealed class RootlessPodmanEndpoint(DiscoveryEnvironment environment) : IEndpointProvider
{
    public IEnumerable<EndpointCandidate> Candidates() =>
        RuntimeFolders.Of(environment).Select(folder =>
            new EndpointCandidate(Path.Combine(folder, "podman", "podman.sock"), "rootless Podman socket", Chosen: false));
}

internal sealed class RootfulPodmanEndpoint : IEndpointProvider
{
    public IEnumerable<EndpointCandidate> Candidates() => [new EndpointCandidate("/run/podman/podman.sock", "Podman socket", Chosen: false)];
}

internal sealed class DockerEndpoint(DiscoveryEnvironment environment) : IEndpointProvider
{
    public IEnumerable<EndpointCandidate> Candidates() =>
    [
        new EndpointCandidate("/var/run/docker.sock", "Docker socket", Chosen: false),
        .. RuntimeFolders.Of(environment).Select(folder =>
            new EndpointCandidate(Path.Combine(folder, "docker.sock"), "rootless Docker socket", Chosen: false)),
    ];
}

internal static class RuntimeFolders
{
    public static IEnumerable<string> Of(DiscoveryEnvironment environment)
    {
        var byUser = $"/run/user/{environment.Uid}";
        if (environment.Variable("XDG_RUNTIME_DIR") is { Length: > 0 } given && given.TrimEnd('/') != byUser)
            yield return given;
        yield return byUser;
    }
}
