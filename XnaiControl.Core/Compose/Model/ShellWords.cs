using System.Collections.Immutable;
using System.Text;

namespace XnaiControl.Core.Compose;

/// <summary>Splits a command as a shell would, for looking at it: quotes and backslashes, nothing expanded.</summary>
internal static class ShellWords
{
    public static ImmutableArray<string> Split(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        var (started, quote) = (false, '\0');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else if (c == '\\' && quote == '"' && i + 1 < text.Length)
                {
                    word.Append(text[++i]);
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '"' or '\'')
            {
                (quote, started) = (c, true);
            }
            else if (char.IsWhiteSpace(c))
            {
                if (started)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    started = false;
                }
            }
            else
            {
                started = true;
                word.Append(c == '\\' && i + 1 < text.Length ? text[++i] : c);
            }
        }

        if (started)
        {
            words.Add(word.ToString());
        }

        return words.ToImmutable();
    }
}
