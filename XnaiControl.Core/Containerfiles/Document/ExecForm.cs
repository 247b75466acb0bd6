using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>The JSON form of CMD, RUN, VOLUME and others. What is not an array of strings is the shell form.</summary>
internal static class ExecForm
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 2 };

    public static ImmutableArray<Word>? Read(string text, int start)
    {
        if (start >= text.Length || text[start] != '[')
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(text, start, text.Length - start);
        var reader = new Utf8JsonReader(bytes, Options);
        var words = ImmutableArray.CreateBuilder<Word>();
        var (seenBytes, seenChars) = (0, start);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                var from = (int)reader.TokenStartIndex;
                seenChars += Encoding.UTF8.GetCharCount(bytes.AsSpan(seenBytes..from));
                seenBytes = (int)reader.BytesConsumed;
                var length = Encoding.UTF8.GetCharCount(bytes.AsSpan(from..seenBytes));
                words.Add(new Word(seenChars, length, reader.GetString()!, Literal: false));
                seenChars += length;
            }

            return reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? words.ToImmutable() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // Unpaired surrogates make GetString throw the latter.
        }
    }
}
