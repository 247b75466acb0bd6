using System.Collections.Immutable;
using System.Net.Sockets;

namespace XnaiControl.Core.Engine.Discovery;

/// <param name="Problem">What was tried and the remedy when nothing answered; null when something did.</param>
internal sealed record DiscoveryResult(EngineEndpoint Endpoint, string? Problem);

/// <summary>
/// Asks the providers in order for a socket that accepts a connection. When none does, the result still names the
/// most likely endpoint, so that the panel starts and connects as soon as an engine appears there.
/// </summary>
internal sealed class EndpointDiscovery(IEnumerable<IEndpointProvider> providers, Func<string, string?> probe)
{
    public static EndpointDiscovery Default(XnaiOptions options, DiscoveryEnvironment environment) => new(
    [
        new ConfiguredEndpoint(options),
        new VariableEndpoint(environment, "DOCKER_HOST"),
        new VariableEndpoint(environment, "CONTAINER_HOST"),
        new RootlessPodmanEndpoint(environment),
        new RootfulPodmanEndpoint(),
        new DockerEndpoint(environment),
    ], Probe);

    public DiscoveryResult Find()
    {
        var tried = ImmutableArray.CreateBuilder<string>();
        EngineEndpoint? likely = null;
        foreach (var candidate in providers.SelectMany(p => p.Candidates()))
        {
            var endpoint = ToEndpoint(candidate);
            var failure = probe(endpoint.SocketPath);
            if (failure is null)
                return new DiscoveryResult(endpoint, null);
            likely ??= endpoint;
            tried.Add($"{endpoint.SocketPath} ({endpoint.FoundBy}: {failure})");
            if (candidate.Chosen)
                break;
        }
        likely ??= new EngineEndpoint("podman", "/run/podman/podman.sock", "default");
        return new DiscoveryResult(likely,
            $"No container engine answers. Tried {string.Join(", ", tried)}. {EngineRemedy.For(likely.SocketPath)} " +
            "Or set XNAI_ENGINE to the socket of your engine.");
    }

    private static EngineEndpoint ToEndpoint(EndpointCandidate candidate)
    {
        var address = candidate.Address;
        if (address.StartsWith("unix://", StringComparison.Ordinal))
            address = address["unix://".Length..];
        else if (address.Contains("://", StringComparison.Ordinal))
            throw new EngineException(
                $"{candidate.FoundBy} is {address}, but the panel speaks to engines through unix sockets only. " +
                "Set XNAI_ENGINE to the path of a socket on this machine.");
        if (!address.StartsWith('/'))
            throw new EngineException($"{candidate.FoundBy} is '{address}', which is not an absolute path. Set XNAI_ENGINE to the full path of the engine's socket.");
        return new EngineEndpoint(NameOf(address), address, candidate.FoundBy);
    }

    /// <summary>From the path, because keys and routes must not wait for the engine's first answer.</summary>
    private static string NameOf(string path) =>
        Path.GetFileName(path).Contains("docker", StringComparison.OrdinalIgnoreCase) ? "docker" : "podman";

    private static string? Probe(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return null;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return e is SocketException s ? EngineRemedy.Describe(s.SocketErrorCode) : "the path is too long for a socket";
        }
    }
}
