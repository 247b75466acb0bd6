using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands.Formats;

/// <summary>The words that several formats share.</summary>
internal static class Words
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Critical => "critical",
        Severity.Warning => "warning",
        _ => "note",
    };

    /// <summary>Relative with <c>/</c> for a file below the folder, else as it is.</summary>
    public static string Path(string file, string folder)
    {
        if (!System.IO.Path.IsPathRooted(file))
        {
            return file;
        }

        var relative = System.IO.Path.GetRelativePath(folder, file);
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative) ? file : relative;
    }

    public static string Count(int count, string one) => count == 1 ? $"1 {one}" : $"{count} {one}s";
}
