using System.Globalization;

namespace XnaiControl.Core.Compose;

/// <summary>Sizes as compose files write them: <c>512m</c>, <c>1.5G</c>, <c>64mb</c>, <c>1073741824</c>; units are powers of 1,024.</summary>
public static class ByteSize
{
    /// <summary>False for words, percentages and negative numbers.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var digits = text.Trim().ToLowerInvariant();
        if (digits.EndsWith('b'))
        {
            digits = digits[..^1];
        }

        if (digits.EndsWith('i'))
        {
            digits = digits[..^1];
        }

        var factor = digits.Length == 0 ? 0 : digits[^1] switch { 'k' => 1L << 10, 'm' => 1L << 20, 'g' => 1L << 30, 't' => 1L << 40, _ => 1L };
        if (factor > 1)
        {
            digits = digits[..^1].TrimEnd();
        }

        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number * factor > long.MaxValue)
        {
            return false;
        }

        bytes = (long)(number * factor);
        return true;
    }
}
