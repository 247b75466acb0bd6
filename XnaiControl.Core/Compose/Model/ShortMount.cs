namespace XnaiControl.Core.Compose;

/// <summary>Takes <c>source:target:options</c> apart.</summary>
/// <param name="Source">Null for an anonymous volume.</param>
/// <param name="TargetAt">Where the target begins in the text.</param>
/// <param name="OptionsAt">Where the options begin; the text's length when there are none.</param>
internal readonly record struct ShortMount(string? Source, string Target, string Options, int TargetAt, int OptionsAt)
{
    public static ShortMount Parse(string text)
    {
        // A Windows drive letter is no separator.
        var drive = text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] == '\\' ? 2 : 0;
        var first = Colon(text, drive);
        if (first < 0)
        {
            return new ShortMount(null, text, "", 0, text.Length);
        }

        var second = Colon(text, first + 1);
        return second < 0
            ? new ShortMount(text[..first], text[(first + 1)..], "", first + 1, text.Length)
            : new ShortMount(text[..first], text[(first + 1)..second], text[(second + 1)..], first + 1, second + 1);
    }

    /// <summary>The next colon that is not inside <c>${…}</c>.</summary>
    public static int Colon(string text, int from)
    {
        var braces = 0;
        for (var i = from; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{' when i > 0 && text[i - 1] == '$':
                    braces++;
                    break;
                case '}' when braces > 0:
                    braces--;
                    break;
                case ':' when braces == 0:
                    return i;
            }
        }

        return -1;
    }
}
