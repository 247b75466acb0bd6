using System.Net.Sockets;
using Docker.DotNet.Handler.Abstractions;
using Microsoft.Extensions.Logging;

namespace XnaiControl.Core.Engine.Client;

/// <param name="Handler">The pool shared with the transport.</param>
internal sealed record SocketTransportOptions(HttpMessageHandler Handler);

/// <summary>Gives the client library the transport's connection pool over the unix socket.</summary>
internal sealed class SocketHandlerFactory : IDockerHandlerFactory<SocketTransportOptions>
{
    public static SocketsHttpHandler CreateHandler(string socketPath) => new()
    {
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(socketPath, cancellationToken).ConfigureAwait(false), ownsSocket: true),
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
        ResponseDrainTimeout = TimeSpan.Zero, // a log stream that is left must close, not drain
    };

    public static async Task<Socket> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ResolvedTransport CreateHandler(SocketTransportOptions transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        new(new NotOwningHandler(transportOptions.Handler), clientOptions.Endpoint);

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new InvalidOperationException("This transport needs its socket.");

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        throw new NotSupportedException("Nothing attaches to a container's input.");

    /// <summary>Keeps the library from disposing the shared pool, and bounds what it buffers.</summary>
    private sealed class NotOwningHandler(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await _inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                await response.Content.LoadIntoBufferAsync(EngineTransport.MaxAnswerBytes, cancellationToken).ConfigureAwait(false);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
