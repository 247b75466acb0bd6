using System.Buffers.Text;

namespace XnaiControl.Core.Metering.Kernel;

/// <summary>Reads numbers out of the kernel's flat <c>name value</c> files without allocating.</summary>
internal static class KernelText
{
    /// <summary>The number at the start of the text, or null.</summary>
    public static long? Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out ulong value, out _) ? (long)Math.Min(value, long.MaxValue) : null;

    /// <summary>The number after <paramref name="name"/> at the start of a line, or null. A colon after the name is skipped.</summary>
    public static long? Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (line.Length > name.Length && line.StartsWith(name) && line[name.Length] is (byte)' ' or (byte)':' or (byte)'\t')
            {
                return Number(line[(name.Length + 1)..].TrimStart(" \t"u8));
            }

            text = end < 0 ? default : text[(end + 1)..];
        }

        return null;
    }
}
