using System.Globalization;
using System.Text;

namespace XnaiControl.Core.Audit;

/// <summary>
/// Writes one value in one way only (after RFC 8785): keys sorted by UTF-16 code unit, no whitespace, UTF-8, shortest
/// escapes. Numbers are integers: a fraction has no single spelling worth hashing.
/// </summary>
internal static class CanonicalJson
{
    /// <param name="value">null, string, long, int, a dictionary or sequence of these, or pairs that are sorted already.</param>
    public static byte[] Encode(object? value)
    {
        var text = new StringBuilder(512);
        Write(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string words:
                WriteString(text, words);
                break;
            case long or int:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            case (string Key, object? Value)[] sorted:
                WriteObject(text, sorted);
                break;
            case IReadOnlyDictionary<string, string> map:
                WriteObject(text, [.. map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, (object?)pair.Value))]);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteObject(text, [.. map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))]);
                break;
            case IEnumerable<object?> items:
                WriteArray(text, items);
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} has no canonical form.", nameof(value));
        }
    }

    private static void WriteObject(StringBuilder text, (string Key, object? Value)[] sorted)
    {
        text.Append('{');
        var first = true;
        foreach (var (key, value) in sorted)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            WriteString(text, key);
            text.Append(':');
            Write(text, value);
        }

        text.Append('}');
    }

    private static void WriteArray(StringBuilder text, IEnumerable<object?> items)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            Write(text, item);
        }

        text.Append(']');
    }

    private static void WriteString(StringBuilder text, string words)
    {
        text.Append('"');
        foreach (var character in words)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
