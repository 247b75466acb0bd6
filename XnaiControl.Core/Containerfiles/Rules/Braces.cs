namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary><c>/app/{logs,data}</c> as bash reads it; at most 64 results, none nested.</summary>
internal static class Braces
{
    private const int Most = 64;

    public static IEnumerable<string> Expand(string text)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf('}', open);
        if (close < 0 || text.IndexOf(',', open, close - open) < 0)
        {
            return [text];
        }

        return text[(open + 1)..close].Split(',').Take(Most).Select(part => text[..open] + part + text[(close + 1)..]);
    }
}
