using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>Splits <c>size=100m,mode=1777,ro</c> and finds each part's place in the file.</summary>
internal static class MountOptions
{
    /// <param name="options">After interpolation.</param>
    /// <param name="rawAt">Where the options begin in the raw value.</param>
    public static ImmutableArray<MountOption> Split(ScalarNode scalar, string options, int rawAt)
    {
        var raw = Parts(scalar.Raw, rawAt);
        var values = options.Split(',');

        // A variable that brings a comma with it has no single place.
        var placed = raw.Count == values.Length;
        var result = ImmutableArray.CreateBuilder<MountOption>(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i].Length > 0)
            {
                result.Add(Option(scalar, values[i], placed ? raw[i] : null));
            }
        }

        return result.ToImmutable();
    }

    private static MountOption Option(ScalarNode scalar, string text, TextSpan? raw)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var span = raw is { } at ? scalar.Locate(at.Start, at.Length) : null;
        TextSpan? value = null;
        if (span is { } whole && equals >= 0 && scalar.Source.Slice(whole).IndexOf('=') is var sign and >= 0)
        {
            value = TextSpan.Between(whole.Start + sign + 1, whole.End);
        }

        return equals < 0 ? new MountOption(text.Trim(), null, span, null) : new MountOption(text[..equals].Trim(), text[(equals + 1)..].Trim(), span, value);
    }

    /// <summary>The stretches between commas, those inside braces not counted; positions in the whole text.</summary>
    private static List<TextSpan> Parts(string raw, int from)
    {
        var parts = new List<TextSpan>();
        var (braces, start) = (0, from);
        for (var i = from; i < raw.Length; i++)
        {
            switch (raw[i])
            {
                case '{' when i > 0 && raw[i - 1] == '$':
                    braces++;
                    break;
                case '}' when braces > 0:
                    braces--;
                    break;
                case ',' when braces == 0:
                    parts.Add(TextSpan.Between(start, i));
                    start = i + 1;
                    break;
            }
        }

        parts.Add(TextSpan.Between(start, Math.Max(start, raw.Length)));
        return parts;
    }
}
