using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Where the words of a command stand in the text of the file: quotes belong to their word.</summary>
internal static class WordPlaces
{
    public static ImmutableArray<TextSpan> In(ScalarNode text)
    {
        var slice = text.Source.Slice(text.Content).ToString();
        var start = 0;
        if (text.Form is ScalarForm.Literal or ScalarForm.Folded)
        {
            // The first line has the indicator and perhaps a comment.
            start = slice.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end : slice.Length;
        }

        var places = ImmutableArray.CreateBuilder<TextSpan>();
        var (word, quote, braces) = (-1, '\0', 0);
        for (var i = start; i <= slice.Length; i++)
        {
            var c = i < slice.Length ? slice[i] : ' ';
            if (i == slice.Length || (quote == '\0' && braces == 0 && char.IsWhiteSpace(c)))
            {
                if (word >= 0)
                {
                    places.Add(new TextSpan(text.Content.Start + word, i - word));
                    word = -1;
                }

                continue;
            }

            word = word < 0 ? i : word;
            var at = i;
            if (i + 1 < slice.Length && ((text.Form == ScalarForm.DoubleQuoted && c == '\\') || (text.Form == ScalarForm.SingleQuoted && c == '\'')))
            {
                // The only escapes that keep the letters: \" and ''.
                c = slice[++i];
                if (c is not ('"' or '\''))
                {
                    return [];
                }
            }

            if (c == '{' && at > 0 && slice[at - 1] == '$')
            {
                braces++;
            }
            else if (c == '}' && braces > 0)
            {
                braces--;
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
        }

        return places.ToImmutable();
    }
}
