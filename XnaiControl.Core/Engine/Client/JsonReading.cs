using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>Reads an answer whose fields may be missing, null or of another type, without throwing.</summary>
internal static class JsonReading
{
    public static JsonElement Child(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static string Text(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    public static long Number(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    public static ulong Counter(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetUInt64(out var number) ? number : 0;

    public static bool Flag(this JsonElement element, string name) => element.Child(name).ValueKind == JsonValueKind.True;

    /// <summary>Null for a missing, malformed or zero time (engines write year 1 for "never").</summary>
    public static DateTimeOffset? Time(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), null, System.Globalization.DateTimeStyles.RoundtripKind, out var time) && time.Year > 1970
            ? time.ToUniversalTime()
            : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : [];

    public static string? NullIfEmpty(this string text) => text.Length == 0 ? null : text;

    /// <summary>Text of a JSON value that should be a string.</summary>
    public static string AsText(this JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : "";
}
