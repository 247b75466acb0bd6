using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands;

/// <summary>Writes the new versions over the old ones. Owner, mode and links stay, because it is the same file that is written.</summary>
internal static class FileReplacement
{
    /// <exception cref="IOException">A file changed meanwhile or cannot be written; the message names those that were written before it.</exception>
    public static void Apply(ImmutableArray<FileChange> changes)
    {
        var written = new List<string>();
        foreach (var (before, after) in changes)
        {
            try
            {
                Write(before, after);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                var others = written.Count == 0 ? "Nothing was written." : $"Written before: {string.Join(", ", written)}.";
                throw new IOException($"{before.File} was not written: {e.Message} {others} Run the command again when that is settled.", e);
            }

            written.Add(before.File);
        }
    }

    private static void Write(SourceText before, SourceText after)
    {
        using var file = new FileStream(before.File, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var current = new byte[file.Length];
        file.ReadExactly(current);
        if (!current.AsSpan().SequenceEqual(before.ToBytes()))
        {
            throw new IOException("It was changed while the fixes were made.");
        }

        file.Position = 0;
        file.Write(after.ToBytes());
        file.SetLength(file.Position);
        file.Flush(flushToDisk: true);
    }
}
