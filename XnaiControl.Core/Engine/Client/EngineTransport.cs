using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using XnaiControl.Core.Engine.Discovery;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// One connection pool to the socket, shared by the client library and by the calls that it cannot make: streams,
/// libpod, and tolerant reading. Translates every fault into <see cref="EngineException"/>.
/// </summary>
internal sealed class EngineTransport : IDisposable
{
    /// <summary>An answer larger than this is refused rather than held in memory.</summary>
    public const int MaxAnswerBytes = 16 << 20;

    private readonly string _path;
    private readonly HttpClient _http;

    public EngineTransport(string socketPath, TimeSpan? answerTimeout = null)
    {
        _path = socketPath;
        AnswerTimeout = answerTimeout ?? TimeSpan.FromSeconds(10);
        var handler = SocketHandlerFactory.CreateHandler(socketPath);
        _http = new HttpClient(handler, disposeHandler: true)
        {
            BaseAddress = new Uri("http://engine/"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        Docker = new DockerClientBuilder()
            .WithEndpoint(new Uri("http://engine/"))
            .WithTimeout(TimeSpan.FromMinutes(2))
            .WithTransportOptions(new SocketHandlerFactory(), new SocketTransportOptions(handler))
            .Build();
    }

    public DockerClient Docker { get; }

    /// <summary>For a reading; what works longer, such as a stop, brings its own limit.</summary>
    public TimeSpan AnswerTimeout { get; }

    /// <summary>A connection without a question, for who listens and how long.</summary>
    public Task<ServiceLink> LinkAsync(CancellationToken cancellationToken) =>
        Guard(token => ServiceLink.OpenAsync(_path, token), AnswerTimeout, cancellationToken);

    /// <summary>The parsed answer; null on 404 and for an empty body.</summary>
    public Task<JsonDocument?> GetJsonAsync(string path, CancellationToken cancellationToken) => Guard<JsonDocument?>(async token =>
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseContentRead, token).ConfigureAwait(false);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            return null;
        await ThrowIfRefusedAsync(response, token).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        return stream.Length == 0 ? null : await JsonDocument.ParseAsync(stream, default, token).ConfigureAwait(false);
    }, AnswerTimeout, cancellationToken);

    /// <summary>Headers within the answer timeout; the body streams for as long as the caller reads.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken) =>
        OpenAsync(method, path, content, AnswerTimeout, cancellationToken);

    public Task<HttpResponseMessage> OpenAsync(HttpMethod method, string path, HttpContent? content, TimeSpan timeout, CancellationToken cancellationToken) => Guard(async token =>
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        try
        {
            await ThrowIfRefusedAsync(response, token).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }, timeout, cancellationToken);

    /// <summary>Runs one call under a time limit and turns its faults into sentences.</summary>
    public async Task<T> Guard<T>(Func<CancellationToken, Task<T>> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await call(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineException($"The engine at {_path} did not answer within {timeout.TotalSeconds:0} s. {EngineRemedy.For(_path)}", e, unreachable: true);
        }
        catch (Exception e) when (e is not (OperationCanceledException or EngineException))
        {
            throw Translate(e);
        }
    }

    public EngineException Translate(Exception e) => e switch
    {
        EngineException known => known,
        DockerApiException api => Refusal(api.StatusCode, api.ResponseBody, api),
        JsonException => new EngineException($"The engine at {_path} sent an answer that is not valid JSON; nothing was changed by reading it. Check that a container engine listens there.", e),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new EngineException($"The engine at {_path} sent an answer over {MaxAnswerBytes >> 20} MB; it was not read.", e),
        _ when Innermost(e) is SocketException s =>
            new EngineException($"The engine at {_path} does not answer: {EngineRemedy.Describe(s.SocketErrorCode)}. {EngineRemedy.For(_path)}", e, unreachable: true),
        HttpRequestException or IOException =>
            new EngineException($"The connection to the engine at {_path} broke. {EngineRemedy.For(_path)}", e, unreachable: true),
        _ => new EngineException($"The call to the engine at {_path} failed: {e.Message}", e),
    };

    public void Dispose()
    {
        Docker.Dispose();
        _http.Dispose();
    }

    private static Exception Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
            e = inner;
        return e;
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if ((int)response.StatusCode < 400)
            return;
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        throw Refusal(response.StatusCode, body, null);
    }

    private static EngineException Refusal(System.Net.HttpStatusCode status, string? body, Exception? inner)
    {
        var detail = EngineErrors.Message(body) ?? status.ToString();
        return new EngineException($"The engine refused: {detail}.", inner) { Status = status, Detail = detail };
    }
}
