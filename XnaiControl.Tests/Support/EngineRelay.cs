using System.Collections.Concurrent;
using System.Net.Sockets;

namespace XnaiControl.Tests.Support;

/// <summary>A socket of the test's own in front of a real engine, which can be cut as if the engine's service had ended.</summary>
public sealed class EngineRelay : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentBag<Socket> _open = [];
    private readonly Task _accepting;

    public EngineRelay(string engineSocket)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync(engineSocket);
    }

    public string SocketPath { get; } = Path.Combine(Path.GetTempPath(), "xr" + Guid.NewGuid().ToString("N")[..8] + ".sock");

    public void Cut()
    {
        _listener.Dispose();
        File.Delete(SocketPath);
        foreach (var socket in _open)
        {
            socket.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync(string engineSocket)
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptAsync();
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await far.ConnectAsync(new UnixDomainSocketEndPoint(engineSocket));
                _open.Add(near);
                _open.Add(far);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // One side has gone: the other learns of it by its own end.
        }
    }
}
