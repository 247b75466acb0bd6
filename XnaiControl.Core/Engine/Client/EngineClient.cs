using System.Collections.Immutable;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Docker.DotNet.Models;

namespace XnaiControl.Core.Engine.Client;

/// <summary>Reads one engine. Calls, translates, returns; when to call is the monitor's business.</summary>
internal sealed class EngineClient(EngineEndpoint endpoint, TimeProvider time, TimeSpan? answerTimeout = null) : IEngineClient
{
    /// <summary>Inspects in flight: more make a rootless Podman service slower, not faster.</summary>
    private const int Parallelism = 4;

    private readonly EngineTransport _transport = new(endpoint.SocketPath, answerTimeout);

    public EngineEndpoint Endpoint { get; } = endpoint;

    internal EngineTransport Transport => _transport;

    public async Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken)
    {
        using var version = await _transport.GetJsonAsync("version", cancellationToken).ConfigureAwait(false);
        using var info = await _transport.GetJsonAsync("info", cancellationToken).ConfigureAwait(false);
        if (version is null || info is null)
            throw new EngineException($"What listens at {Endpoint.SocketPath} is not a container engine. Set XNAI_ENGINE to the engine's socket.");
        using var link = await _transport.LinkAsync(cancellationToken).ConfigureAwait(false);
        return EngineInfoReader.Read(version.RootElement, info.RootElement, link.Uid, Directory.Exists);
    }

    public async Task<ImmutableArray<ContainerRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await ContainerListing.AllAsync(_transport, cancellationToken).ConfigureAwait(false);
        var listed = answer.Where(container => container.Labels?.ContainsKey(TrialLabel.Name) != true).ToList();
        var records = new ContainerRecord?[listed.Count];
        await Parallel.ForAsync(0, listed.Count, new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (i, token) => records[i] = await InspectListedAsync(listed[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. records.OfType<ContainerRecord>()];
    }

    public async Task<ContainerRecord?> InspectAsync(string containerId, CancellationToken cancellationToken)
    {
        using var json = await _transport.GetJsonAsync($"containers/{Escape(containerId)}/json", cancellationToken).ConfigureAwait(false);
        return json is null ? null : InspectParser.Parse(json.RootElement);
    }

    public async IAsyncEnumerable<EngineEvent> WatchEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var local = await LocalEvents.TryOpenAsync(_transport, cancellationToken).ConfigureAwait(false);
        if (local is not null)
        {
            yield return new EngineEvent(time.GetUtcNow(), EngineEvent.Watching, "", "");
            await foreach (var e in Translated(local.ReadAsync(cancellationToken), cancellationToken).ConfigureAwait(false))
                yield return e;
            yield break;
        }
        const string containersOnly = "%7B%22type%22%3A%5B%22container%22%5D%7D"; // {"type":["container"]}
        using var response = await _transport.OpenAsync(HttpMethod.Get, $"events?filters={containersOnly}", null, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        yield return new EngineEvent(time.GetUtcNow(), EngineEvent.Watching, "", "");
        await foreach (var e in Translated(EventReader.ReadAsync(stream, cancellationToken), cancellationToken).ConfigureAwait(false))
            yield return e;
    }

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(string containerId, LogRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool tty;
        using (var json = await _transport.GetJsonAsync($"containers/{Escape(containerId)}/json", cancellationToken).ConfigureAwait(false))
        {
            tty = (json ?? throw Gone(containerId)).RootElement.Child("Config").Flag("Tty");
        }
        using var response = await _transport.OpenAsync(HttpMethod.Get, LogPath(containerId, request), null, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var line in Translated(ReadLines(stream, tty, cancellationToken), cancellationToken).ConfigureAwait(false))
            yield return line;
    }

    public async Task<ContainerStats?> ReadStatsAsync(string containerId, CancellationToken cancellationToken)
    {
        using var json = await _transport.GetJsonAsync($"containers/{Escape(containerId)}/stats?stream=false&one-shot=true", cancellationToken).ConfigureAwait(false);
        if (json is null || json.RootElement.Time("read") is not { } at)
            return null;
        var memory = json.RootElement.Child("memory_stats");
        return new ContainerStats(
            at,
            json.RootElement.Child("cpu_stats").Child("cpu_usage").Counter("total_usage"),
            memory.Counter("usage"),
            memory.Counter("limit"));
    }

    public Task<HealthProbe> RunHealthCheckAsync(string containerId, CancellationToken cancellationToken) =>
        new HealthCheckRun(_transport, time).RunAsync(containerId, cancellationToken);

    public Task<ImmutableArray<TmpfsUse>> ReadTmpfsByExecAsync(string containerId, ImmutableArray<string> targets, CancellationToken cancellationToken) =>
        new TmpfsByExec(_transport).ReadAsync(containerId, targets, cancellationToken);

    public async Task<ImmutableArray<EnvironmentVariable>> ReadEnvironmentAsync(string containerId, CancellationToken cancellationToken)
    {
        using var json = await _transport.GetJsonAsync($"containers/{Escape(containerId)}/json", cancellationToken).ConfigureAwait(false);
        return [.. (json ?? throw Gone(containerId)).RootElement.Child("Config").Child("Env").Items().Select(item =>
        {
            var text = item.AsText();
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            return equals < 0 ? new EnvironmentVariable(text, "") : new EnvironmentVariable(text[..equals], text[(equals + 1)..]);
        })];
    }

    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static string Escape(string containerId) => Uri.EscapeDataString(containerId);

    internal static EngineException Gone(string containerId) =>
        new($"The engine does not know the container {containerId} any more: it was removed or recreated. Reload the page to see the current one.");

    private async Task<ContainerRecord?> InspectListedAsync(ContainerListResponse listed, CancellationToken cancellationToken)
    {
        try
        {
            return await InspectAsync(listed.ID, cancellationToken).ConfigureAwait(false);
        }
        catch (EngineException e) when (!e.Unreachable)
        {
            return InspectParser.Unreadable(listed.ID, listed.Names?.FirstOrDefault()?.TrimStart('/') ?? listed.ID, listed.Image, e.Message);
        }
    }

    private static string LogPath(string containerId, LogRequest request)
    {
        var path = $"containers/{Escape(containerId)}/logs?stdout=true&stderr=true&timestamps=true";
        path += request.Tail is { } tail ? string.Create(CultureInfo.InvariantCulture, $"&tail={tail}") : "&tail=all";
        if (request.Since is { } since)
            path += string.Create(CultureInfo.InvariantCulture, $"&since={since.ToUnixTimeSeconds()}");
        return request.Follow ? path + "&follow=true" : path;
    }

    private static async IAsyncEnumerable<LogLine> ReadLines(Stream stream, bool tty, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parser = new LogParser(tty);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10));
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                while (parser.TryRead(ref buffer, out var line))
                    yield return line;
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    break;
            }
            foreach (var line in parser.Rest())
                yield return line;
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Passes items on and turns a broken stream into a sentence.</summary>
    private async IAsyncEnumerable<T> Translated<T>(IAsyncEnumerable<T> source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = source.GetAsyncEnumerator(cancellationToken);
        await using var disposal = items.ConfigureAwait(false);
        while (true)
        {
            try
            {
                if (!await items.MoveNextAsync().ConfigureAwait(false))
                    yield break;
            }
            catch (Exception e) when (e is not (OperationCanceledException or EngineException))
            {
                throw _transport.Translate(e);
            }
            yield return items.Current;
        }
    }
}
