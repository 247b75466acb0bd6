using System.Text.RegularExpressions;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Sizes as the kernel reads them in <c>size=</c>: whole numbers with one unit letter, or per cent of RAM.</summary>
internal static partial class TmpfsSize
{
    public static bool IsKernelSize(string text) => Kernel().IsMatch(text);

    /// <summary>Null for a share of RAM when the host's RAM is not known, for no limit, and for what is not a size.</summary>
    public static long? Bytes(string? text, long? hostMemory)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.EndsWith('%'))
        {
            return int.TryParse(text.AsSpan(..^1), out var share) && hostMemory is { } ram ? ram / 100 * share : null;
        }

        return ByteSize.TryParse(text, out var bytes) && bytes > 0 ? bytes : null;
    }

    /// <summary>The same size in the kernel's spelling: <c>100mb</c> is <c>100m</c>, <c>1.5g</c> is <c>1536m</c>; null when there is none.</summary>
    public static string? InKernelSpelling(string text)
    {
        if (!ByteSize.TryParse(text, out var bytes) || bytes <= 0)
        {
            return null;
        }

        var (number, unit) = (bytes % (1L << 40), bytes % (1L << 30), bytes % (1L << 20), bytes % (1L << 10)) switch
        {
            (0, _, _, _) => (bytes >> 40, "t"),
            (_, 0, _, _) => (bytes >> 30, "g"),
            (_, _, 0, _) => (bytes >> 20, "m"),
            (_, _, _, 0) => (bytes >> 10, "k"),
            _ => (bytes, ""),
        };
        return $"{number}{unit}";
    }

    /// <summary>For people: <c>256 MiB</c>, <c>1.5 GiB</c>.</summary>
    public static string Words(long bytes) => bytes switch
    {
        >= 1L << 30 when bytes % (1L << 30) == 0 || bytes >= 10L << 30 => $"{bytes >> 30} GiB",
        >= 1L << 20 => $"{(bytes + (1L << 19)) >> 20} MiB",
        >= 1L << 10 => $"{bytes >> 10} KiB",
        _ => $"{bytes} bytes",
    };

    [GeneratedRegex("^(?:[0-9]+[kKmMgGtTpPeE]?|[0-9]{1,3}%)$")]
    private static partial Regex Kernel();
}
