using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using XnaiControl.Core.Engine.Events;

namespace XnaiControl.Core.Engine.Client;

/// <summary>
/// Events of a local Podman straight from its event log. Following them through the API has Podman poll that file four
/// times a second for as long as the service lives; this costs it nothing and tells sooner.
/// </summary>
internal sealed class LocalEvents : IDisposable
{
    private readonly EventLogTail _tail;
    private readonly ServiceLink _link;

    private LocalEvents(EventLogTail tail, ServiceLink link) => (_tail, _link) = (tail, link);

    /// <summary>Null where there is no such log, or where it is not proven to be this engine's.</summary>
    public static async Task<LocalEvents?> TryOpenAsync(EngineTransport transport, CancellationToken cancellationToken)
    {
        var link = await transport.LinkAsync(cancellationToken).ConfigureAwait(false);
        EventLogTail? tail = null;
        try
        {
            foreach (var path in EventLogPlace.Of(link.Pid, link.Uid ?? -1))
            {
                tail = EventLogTail.TryOpen(path);
                if (tail is not null && await IsOfAsync(transport, tail.LastLine, cancellationToken).ConfigureAwait(false))
                    return new LocalEvents(tail, link);
                tail?.Dispose();
            }
        }
        catch
        {
            tail?.Dispose();
            link.Dispose();
            throw;
        }
        link.Dispose();
        return null;
    }

    /// <summary>Events since the opening; completes when the engine's service ends or the log is gone.</summary>
    public async IAsyncEnumerable<EngineEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = WatchEndAsync(reading.Token);
        try
        {
            await foreach (var line in _tail.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (TryParse(line) is { } e)
                    yield return e;
            }
        }
        finally
        {
            await reading.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose()
    {
        _tail.Dispose();
        _link.Dispose();
    }

    /// <summary>The log's own form of an event, in the words of the API; null for other things than containers.</summary>
    internal static EngineEvent? TryParse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.Text("Type") != "container" || root.Text("ID") is not { Length: > 0 } id || root.Time("Time") is not { } at)
                return null;
            int? code = root.Child("ContainerExitCode") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
            return new EngineEvent(at, Word(root.Text("Status")), id, root.Text("Name"), code);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Word(string status) => status == "died" ? "die" : status;

    private async Task WatchEndAsync(CancellationToken cancellationToken)
    {
        await _link.EndedAsync(cancellationToken).ConfigureAwait(false);
        _tail.End();
    }

    /// <summary>A stale log, or that of another engine, does not end with an event that this engine tells of too.</summary>
    private static async Task<bool> IsOfAsync(EngineTransport transport, ReadOnlyMemory<byte> lastLine, CancellationToken cancellationToken)
    {
        if (ReadTime(lastLine) is not { } at)
            return false;
        var path = string.Create(CultureInfo.InvariantCulture, $"events?stream=false&since={at.ToUnixTimeSeconds() - 1}");
        using var response = await transport.OpenAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var line in EventReader.LinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            // The log's nanoseconds are rounded to 100.
            if (Math.Abs(EventReader.TicksOf(line) - at.UtcTicks) <= 1)
                return true;
        }
        return false;
    }

    private static DateTimeOffset? ReadTime(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.Time("Time");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
