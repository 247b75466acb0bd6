using System.Collections.Immutable;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands;

/// <summary>Puts the new versions in the place of the old ones, with the care that the panel takes. A symlink stays one: its file is written.</summary>
internal static class FileReplacement
{
    /// <exception cref="FileWriteException">A file changed meanwhile or cannot be written; the message names those that were written before it.</exception>
    public static void Apply(ImmutableArray<FileChange> changes)
    {
        foreach (var change in changes)
        {
            var (file, roots) = Real(change.Before.File);
            SafeFileWriter.Check(file, change.Before.Hash, roots);
        }

        var written = new List<string>();
        foreach (var change in changes)
        {
            var (file, roots) = Real(change.Before.File);
            try
            {
                SafeFileWriter.Write(file, change.Before.Hash, change.After.ToBytes(), roots);
            }
            catch (FileWriteException fault) when (written.Count > 0)
            {
                throw new FileWriteException($"{fault.Message} Of the other files these are written already: {string.Join(", ", written)}.", fault);
            }

            written.Add(change.Before.File);
        }
    }

    // Who names a file on the command line may write it: the only root is its own folder.
    private static (string File, string[] Roots) Real(string file)
    {
        var real = new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file;
        return (real, [Path.GetDirectoryName(real)!]);
    }
}
