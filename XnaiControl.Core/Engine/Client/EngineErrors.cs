using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>Both engines wrap their errors in <c>{"message": …}</c>.</summary>
internal static class EngineErrors
{
    public static string? Message(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("message", out var message))
                return message.GetString()?.TrimEnd('.', '\n', ' ');
        }
        catch (JsonException)
        {
            // Plain text, as proxies send it.
        }
        return body.Length > 300 ? body[..300] : body.Trim();
    }
}
