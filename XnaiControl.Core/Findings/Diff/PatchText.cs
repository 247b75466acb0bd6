using System.Globalization;
using System.Text;

namespace XnaiControl.Core.Findings.Diff;

/// <summary>A diff in the form of POSIX <c>diff -u</c> with git's names. Line ends are the file's own.</summary>
internal static class PatchText
{
    public static string Of(UnifiedDiff diff, string path)
    {
        if (diff.Hunks.IsEmpty)
        {
            return "";
        }

        var patch = new StringBuilder();
        patch.Append("--- ").Append(Name("a/" + path)).Append('\n');
        patch.Append("+++ ").Append(Name("b/" + path)).Append('\n');
        foreach (var hunk in diff.Hunks)
        {
            patch.Append(CultureInfo.InvariantCulture, $"@@ -{Range(hunk.OldStart, hunk.OldCount)} +{Range(hunk.NewStart, hunk.NewCount)} @@\n");
            foreach (var line in hunk.Lines)
            {
                patch.Append(line.Kind switch { DiffKind.Removed => '-', DiffKind.Added => '+', _ => ' ' });
                if (StartsWithMark(diff, line))
                {
                    patch.Append('\uFEFF');
                }

                patch.Append(line.Text).Append(line.Ending.Length > 0 ? line.Ending : "\n\\ No newline at end of file\n");
            }
        }

        return patch.ToString();
    }

    private static bool StartsWithMark(UnifiedDiff diff, DiffLine line) =>
        line.Kind == DiffKind.Added ? line.NewLine == 1 && diff.After.HasByteOrderMark : line.OldLine == 1 && diff.Before.HasByteOrderMark;

    private static string Range(int start, int count) =>
        count == 1 ? start.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{start},{count}");

    // Quotes as git does where a name would break the header; a tab ends a name with blanks.
    private static string Name(string path)
    {
        if (!path.Any(c => c is '"' or '\\' || char.IsControl(c)))
        {
            return path.Contains(' ', StringComparison.Ordinal) ? path + "\t" : path;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in path)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                < ' ' or '\x7f' => quoted.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0')),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
