using System.Text;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>Replaces <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-default}</c> and <c>${NAME:+other}</c>, as the builder does.</summary>
internal static class Variables
{
    /// <summary>A value that grows beyond this is taken as unknown: each line may double the one above.</summary>
    public const int MaxLength = 4096;

    private const int MaxDepth = 8;

    /// <summary>The text with its variables replaced, or null when one of them is not known.</summary>
    public static string? Expand(string text, Func<string, string?> valueOf, int depth = 0)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$')
            {
                result.Append(text[at]);
            }
            else if (Reference(text, ref at, valueOf, depth) is { } value && result.Length + value.Length <= MaxLength)
            {
                result.Append(value);
            }
            else
            {
                return null;
            }
        }

        return result.ToString();
    }

    /// <summary>Leaves <paramref name="at"/> on the reference's last character.</summary>
    private static string? Reference(string text, ref int at, Func<string, string?> valueOf, int depth)
    {
        var braced = at + 1 < text.Length && text[at + 1] == '{';
        var start = at + (braced ? 2 : 1);
        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        var name = text[start..end];
        if (!braced)
        {
            at = end - 1;
            return name.Length == 0 ? null : valueOf(name);
        }

        var close = Closing(text, end);
        if (name.Length == 0 || close < 0 || depth == MaxDepth)
        {
            return null;
        }

        at = close;
        var known = valueOf(name);
        return text[end..close] switch
        {
            "" => known,
            [':', '-', .. var other] => known is { Length: > 0 } ? known : Expand(other, valueOf, depth + 1),
            ['-', .. var other] => known ?? Expand(other, valueOf, depth + 1),
            [':', '+', .. var other] => known is null ? null : known.Length == 0 ? "" : Expand(other, valueOf, depth + 1),
            ['+', .. var other] => known is null ? null : Expand(other, valueOf, depth + 1),
            _ => null, // Pattern replacement and ${NAME:?message}: not what names, paths and images are made of.
        };
    }

    private static int Closing(string text, int from)
    {
        var open = 1;
        for (var at = from; at < text.Length; at++)
        {
            open += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
            if (open == 0)
            {
                return at;
            }
        }

        return -1;
    }
}
