using System.Collections.Immutable;
using System.Text;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>Splits arguments at blanks outside quotes, in one pass. A quote without its end reaches to the text's end.</summary>
internal static class WordReader
{
    public static ImmutableArray<Word> Read(string text, int start, char escape)
    {
        var words = ImmutableArray.CreateBuilder<Word>();
        for (var at = SkipBlanks(text, start); at < text.Length; at = SkipBlanks(text, at))
        {
            var word = ReadOne(text, at, escape);
            words.Add(word);
            at = word.End;
        }

        return words.ToImmutable();
    }

    public static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }

    public static Word ReadOne(string text, int start, char escape)
    {
        var value = new StringBuilder();
        var quote = '\0';
        var at = start;
        for (; at < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[at])); at++)
        {
            var c = text[at];
            if (c == escape && quote != '\'' && at + 1 < text.Length)
            {
                value.Append(text[++at]);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is ('"' or '\''))
            {
                quote = c;
            }
            else
            {
                value.Append(c);
            }
        }

        var literal = at - start >= 2 && text[start] == '\'' && text.IndexOf('\'', start + 1, at - start - 1) == at - 1;
        return new Word(start, at - start, value.ToString(), literal);
    }
}
