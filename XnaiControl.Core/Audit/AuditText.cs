using System.Globalization;
using System.Text;

namespace XnaiControl.Core.Audit;

/// <summary>Makes text safe to store and print: no line breaks, escapes or direction overrides, so no entry can forge another.</summary>
internal static class AuditText
{
    public const int Short = 256;
    public const int Long = 4096;

    public static string Clean(string text, int limit)
    {
        var clean = new StringBuilder(Math.Min(text.Length, limit));
        foreach (var rune in text.EnumerateRunes())
        {
            // An unpaired surrogate arrives as U+FFFD, which UTF-8 can carry.
            if (clean.Length + rune.Utf16SequenceLength > limit)
            {
                break;
            }

            if (rune.Value is '\n' or '\r' or '\t')
            {
                clean.Append(' ');
            }
            else if (!IsUnsafe(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    public static string? CleanOrNull(string? text, int limit) => text is null ? null : Clean(text, limit);

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
}
