using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>Reads the engine's event stream: one JSON object a line. Lines it cannot read are skipped.</summary>
internal static class EventReader
{
    private const int MaxLineBytes = 1 << 20;

    public static async IAsyncEnumerable<EngineEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in LinesAsync(stream, cancellationToken).ConfigureAwait(false))
        {
            if (TryParse(line) is { } e)
                yield return e;
        }
    }

    /// <summary>When the event of any kind happened; 0 when the line does not tell.</summary>
    internal static long TicksOf(ReadOnlySequence<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return DateTimeOffset.UnixEpoch.UtcTicks + (json.RootElement.Number("timeNano") / 100);
        }
        catch (JsonException)
        {
            return 0;
        }
    }

    /// <summary>Each line is valid until the next is asked for.</summary>
    internal static async IAsyncEnumerable<ReadOnlySequence<byte>> LinesAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream);
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                while (TryTakeLine(ref buffer, out var line))
                    yield return line;
                if (buffer.Length > MaxLineBytes)
                    throw new EngineException("The engine sent an event over 1 MB; the event stream is reopened.");
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }
        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    internal static EngineEvent? TryParse(ReadOnlySequence<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var actor = root.Child("Actor");
            var id = actor.Text("ID");
            if (id.Length == 0 || root.Text("Type") is not ("container" or ""))
                return null;
            var action = root.Text("Action");
            var colon = action.IndexOf(':', StringComparison.Ordinal); // Docker: "health_status: healthy"
            var attributes = actor.Child("Attributes");
            var nanoseconds = root.Number("timeNano");
            return new EngineEvent(
                DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / 100),
                colon < 0 ? action : action[..colon],
                id,
                attributes.Text("name"),
                int.TryParse(attributes.Text("exitCode").NullIfEmpty() ?? attributes.Text("containerExitCode"), out var code) ? code : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
