using System.Text;

namespace XnaiControl.Core.Compose;

/// <summary>
/// Puts variables into a value: <c>$V</c>, <c>${V}</c>, <c>${V:-default}</c>, <c>${V-default}</c>, <c>${V:?message}</c>,
/// <c>${V?message}</c>, <c>${V:+other}</c>, <c>${V+other}</c>, <c>$$</c>. With the colon, an empty variable counts as unset.
/// </summary>
internal sealed class Interpolation(IReadOnlyDictionary<string, string> variables)
{
    private const int MaxDepth = 20;

    public string Apply(string text, Place place) => text.Contains('$') ? Expand(text, place, 0) : text;

    private string Expand(string text, Place place, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Malformed(place, text);
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
            }
            else if (text[i + 1] == '$')
            {
                result.Append('$');
                i++;
            }
            else if (text[i + 1] == '{')
            {
                var end = ClosingBrace(text, i + 2);
                result.Append(end < 0 ? throw Malformed(place, text) : Braced(text[(i + 2)..end], place, depth));
                i = end;
            }
            else
            {
                var length = NameLength(text.AsSpan(i + 1));
                result.Append(length == 0 ? "$" : variables.GetValueOrDefault(text.Substring(i + 1, length), ""));
                i += length;
            }
        }

        return result.ToString();
    }

    private string Braced(string expression, Place place, int depth)
    {
        var length = NameLength(expression);
        var (name, rest) = (expression[..length], expression[length..]);
        var known = variables.TryGetValue(name, out var value);
        if (length == 0)
        {
            throw Malformed(place, "${" + expression + "}");
        }

        if (rest.Length == 0)
        {
            return value ?? "";
        }

        var colon = rest[0] == ':';
        var present = known && !(colon && value!.Length == 0);
        var (sign, argument) = rest.Length > (colon ? 1 : 0) ? (rest[colon ? 1 : 0], rest[(colon ? 2 : 1)..]) : ('\0', "");
        return sign switch
        {
            '-' => present ? value! : Expand(argument, place, depth + 1),
            '+' => present ? Expand(argument, place, depth + 1) : "",
            '?' => present ? value! : throw Unset(place, name, argument),
            _ => throw Malformed(place, "${" + expression + "}"),
        };
    }

    private static int ClosingBrace(string text, int from)
    {
        var open = 1;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '{' && text[i - 1] == '$')
            {
                open++;
            }
            else if (text[i] == '}' && --open == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (text[length] == '_' || char.IsAsciiLetter(text[length]) || (length > 0 && char.IsAsciiDigit(text[length]))))
        {
            length++;
        }

        return length;
    }

    private static ComposeException Malformed(Place place, string text) =>
        new(place, $"The variable in {text} is not well formed.", "Write ${NAME}, ${NAME:-default} or ${NAME:?message}; a literal dollar sign is $$.");

    private static ComposeException Unset(Place place, string name, string message) =>
        new(place, $"The variable {name} is required and not set{(message.Length > 0 ? $" ({message})" : "")}.",
            $"Set {name} in the .env file beside the compose file.");
}
