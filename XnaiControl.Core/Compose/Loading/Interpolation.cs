using System.Text;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>
/// Puts variables into a value: <c>$V</c>, <c>${V}</c>, <c>${V:-default}</c>, <c>${V-default}</c>, <c>${V:?message}</c>,
/// <c>${V?message}</c>, <c>${V:+other}</c>, <c>${V+other}</c>, <c>$$</c>. With the colon, an empty variable counts as unset.
/// A value that cannot be put together stays as written, and the log says why.
/// </summary>
internal sealed class Interpolation(IReadOnlyDictionary<string, string> variables)
{
    private const int MaxDepth = 20;

    public string Apply(string text, SourceText source, TextSpan span, ProblemLog problems)
    {
        if (!text.Contains('$'))
        {
            return text;
        }

        try
        {
            return Expand(text, new Scene(source, span, problems), 0);
        }
        catch (FormatException fault)
        {
            problems.Add(DocumentRules.Variable, source.Range(span), fault.Message, "Write ${NAME}, ${NAME:-default} or ${NAME:?message}; a literal dollar sign is $$.", Severity.Critical);
            return text;
        }
    }

    private string Expand(string text, Scene scene, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Malformed(text);
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
                result.Append(end < 0 ? throw Malformed(text) : Braced(text[(i + 2)..end], scene, depth));
                i = end;
            }
            else
            {
                var length = NameLength(text.AsSpan(i + 1));
                result.Append(length == 0 ? "$" : Plain(text.Substring(i + 1, length), scene));
                i += length;
            }
        }

        return result.ToString();
    }

    private string Braced(string expression, Scene scene, int depth)
    {
        var length = NameLength(expression);
        var (name, rest) = (expression[..length], expression[length..]);
        var known = variables.TryGetValue(name, out var value);
        if (length == 0)
        {
            throw Malformed("${" + expression + "}");
        }

        if (rest.Length == 0)
        {
            return Plain(name, scene);
        }

        var colon = rest[0] == ':';
        var present = known && !(colon && value!.Length == 0);
        var (sign, argument) = rest.Length > (colon ? 1 : 0) ? (rest[colon ? 1 : 0], rest[(colon ? 2 : 1)..]) : ('\0', "");
        return sign switch
        {
            '-' => present ? value! : Expand(argument, scene, depth + 1),
            '+' => present ? Expand(argument, scene, depth + 1) : "",
            '?' => present ? value! : Required(name, argument, expression, scene),
            _ => throw Malformed("${" + expression + "}"),
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

    private string Plain(string name, Scene scene)
    {
        if (variables.TryGetValue(name, out var value))
        {
            return value;
        }

        scene.Problems.Add(DocumentRules.Variable, scene.Range, $"The variable {name} is not set; Compose puts an empty text in its place.",
            $"Set {name} in the .env file beside the compose file, or write ${{{name}:-default}}.");
        return "";
    }

    private static string Required(string name, string message, string expression, Scene scene)
    {
        scene.Problems.Add(DocumentRules.Variable, scene.Range, $"The variable {name} is required and not set{(message.Length > 0 ? $" ({message})" : "")}.",
            $"Set {name} in the .env file beside the compose file.", Severity.Critical);
        return "${" + expression + "}";
    }

    private static FormatException Malformed(string text) => new($"The variable in {text} is not well formed.");

    private readonly record struct Scene(SourceText Source, TextSpan Span, ProblemLog Problems)
    {
        public SourceRange Range => Source.Range(Span);
    }
}
