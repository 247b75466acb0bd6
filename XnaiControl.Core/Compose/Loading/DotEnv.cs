using System.Collections.Immutable;

namespace XnaiControl.Core.Compose;

/// <summary>Reads the <c>.env</c> file beside a compose file: <c>NAME=value</c> lines, quotes, comments, <c>export</c>.</summary>
internal static class DotEnv
{
    private const long MaxFileBytes = 1 << 20;

    /// <summary>The variables of the file in the folder of a compose file; none when there is no readable one.</summary>
    public static ImmutableDictionary<string, string> Beside(string file)
    {
        var path = Path.Combine(Path.GetDirectoryName(file) ?? "", ".env");
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= MaxFileBytes ? Parse(File.ReadAllText(path)) : [];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Its variables then count as not set, and the findings name each of them.
            return [];
        }
    }

    public static ImmutableDictionary<string, string> Parse(string text)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim().TrimStart('\uFEFF');
            if (line.StartsWith("export ", StringComparison.Ordinal))
            {
                line = line[7..].TrimStart();
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line[0] != '#')
            {
                values[line[..equals].TrimEnd()] = Value(line[(equals + 1)..].Trim());
            }
        }

        return values.ToImmutable();
    }

    private static string Value(string text)
    {
        if (text.Length > 1 && text[0] is '"' or '\'' && text.IndexOf(text[0], 1) is var end and > 0)
        {
            var inner = text[1..end];
            return text[0] == '\'' ? inner : inner.Replace("\\n", "\n", StringComparison.Ordinal);
        }

        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }
}
