using XnaiControl.Core.Compose;

namespace XnaiControl.Core.Drift;

/// <summary>Size and mode out of raw tmpfs options; the last of several counts, as for the kernel.</summary>
/// <param name="SizeBytes">Null when absent, a percentage or not a size.</param>
/// <param name="Mode">Permission bits, null when absent or not octal.</param>
internal readonly record struct TmpfsWords(long? SizeBytes, int? Mode)
{
    public static TmpfsWords Parse(string options)
    {
        var words = new TmpfsWords();
        foreach (var option in options.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var value = option[(equals + 1)..];
            words = option[..Math.Max(0, equals)] switch
            {
                "size" => words with { SizeBytes = ByteSize.TryParse(value, out var bytes) ? bytes : null },
                "mode" => words with { Mode = Octal(value) },
                _ => words,
            };
        }

        return words;
    }

    public static string ModeText(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    private static int? Octal(string text) => text.Length is > 0 and <= 6 && text.All(c => c is >= '0' and <= '7') ? Convert.ToInt32(text, 8) : null;
}
