namespace XnaiControl.Web.Api;

/// <summary>Records as RFC 4180 has them: commas, CRLF, quotes where a field needs them.</summary>
internal sealed class CsvWriter(TextWriter text)
{
    public async Task WriteAsync(params string[] fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
            {
                await text.WriteAsync(',');
            }

            await text.WriteAsync(Quoted(fields[i]));
        }

        await text.WriteAsync("\r\n");
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
