using System.Net.Sockets;

namespace XnaiControl.Core.Engine.Client;

/// <summary>An idle connection to the engine's service: costs neither side anything and ends when the service ends.</summary>
internal sealed class ServiceLink : IDisposable
{
    private readonly Socket _socket;

    private ServiceLink(Socket socket)
    {
        _socket = socket;
        var credentials = new byte[12]; // struct ucred: pid, uid, gid
        const int solSocket = 1, soPeerCred = 17;
        if (socket.GetRawSocketOption(solSocket, soPeerCred, credentials) == credentials.Length)
            (Pid, Uid) = (BitConverter.ToInt32(credentials, 0), BitConverter.ToInt32(credentials, 4));
    }

    /// <summary>Process that listens, as this process's namespace numbers it; 0 when it cannot see it.</summary>
    public int Pid { get; }

    /// <summary>Null when the kernel does not tell.</summary>
    public int? Uid { get; }

    public static async Task<ServiceLink> OpenAsync(string socketPath, CancellationToken cancellationToken) =>
        new(await SocketHandlerFactory.ConnectAsync(socketPath, cancellationToken).ConfigureAwait(false));

    /// <summary>Returns when the service ends or hangs up.</summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Nothing was asked, so there is nothing to receive but the end.
            await _socket.ReceiveAsync(new byte[1], SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // Killed: the end too.
        }
    }

    public void Dispose() => _socket.Dispose();
}
