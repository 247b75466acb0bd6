using System.Net.Sockets;
using System.Text;

namespace XnaiControl.Tests.Support;

/// <summary>
/// A unix socket that answers as no engine should: only for faults that a real engine does not show on request.
/// The answer gets the path and the stream behind the request's headers; connections close after one answer.
/// </summary>
public sealed class FaultyEngine : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    public FaultyEngine(Func<string, Stream, CancellationToken, Task> answer)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync(answer);
    }

    public string SocketPath { get; } = Path.Combine(Path.GetTempPath(), "xf" + Guid.NewGuid().ToString("N")[..8] + ".sock");

    public static Task JsonAsync(Stream stream, string body) => RawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static Task StreamHeadAsync(Stream stream) => RawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n");

    public static async Task RawAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        File.Delete(SocketPath);
        _end.Dispose();
    }

    private async Task AcceptAsync(Func<string, Stream, CancellationToken, Task> answer)
    {
        var open = new List<Task>();
        try
        {
            while (true)
                open.Add(ServeAsync(await _listener.AcceptAsync(_end.Token), answer));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket socket, Func<string, Stream, CancellationToken, Task> answer)
    {
        try
        {
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.ASCII, false, 1, leaveOpen: true);
            var request = await reader.ReadLineAsync(_end.Token);
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
            {
            }
            if (request is not null) // a caller may only look who listens
                await answer(request.Split(' ')[1], stream, _end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The caller left, as some of these tests want it to.
        }
    }
}
