using Microsoft.Win32.SafeHandles;
using XnaiControl.Core.Compose.Revisions;

namespace XnaiControl.Core.Compose.Editing;

/// <summary>
/// Replaces a file's bytes, all or nothing. MUST write only below a root, without a symlink that leads out; MUST write
/// only over the version that was expected; MUST keep owner and mode; after a crash at any moment the old file or the
/// new one is there, whole. Works on open folders, so that a folder swapped for a symlink meanwhile changes nothing.
/// </summary>
public static class SafeFileWriter
{
    private const string Nothing = "Nothing was written.";

    /// <param name="file">Absolute path.</param>
    /// <param name="expected">Hash of the version that is to be replaced.</param>
    /// <param name="roots">Folders below which files may be written.</param>
    /// <exception cref="FileWriteException">Refused or failed; the file is as it was.</exception>
    public static void Write(string file, string expected, byte[] bytes, IReadOnlyCollection<string> roots)
    {
        var temporary = $".{Path.GetFileName(file)}.{Guid.NewGuid():N}.xnai";
        Translate(file, () =>
        {
            using var folder = OpenFolder(file, roots);
            var facts = Check(folder, file, expected);
            try
            {
                using (var created = FileCalls.CreateIn(folder, temporary, 0x180))
                {
                    RandomAccess.Write(created, bytes, 0);
                    // Owner before mode: a change of owner takes the special bits away.
                    FileCalls.SetOwner(created, facts.User, facts.Group);
                    FileCalls.SetMode(created, facts.Mode & FileCalls.PermissionMask);
                    FileCalls.Flush(created);
                }

                // Once more, because writing took time.
                Check(folder, file, expected);
                FileCalls.RenameIn(folder, temporary, Path.GetFileName(file));
            }
            catch
            {
                FileCalls.RemoveIn(folder, temporary);
                throw;
            }

            FlushFolder(folder);
        });
    }

    /// <summary>Everything that <see cref="Write"/> checks before it writes.</summary>
    /// <exception cref="FileWriteException">It would be refused now.</exception>
    public static void Check(string file, string expected, IReadOnlyCollection<string> roots) => Translate(file, () =>
    {
        using var folder = OpenFolder(file, roots);
        Check(folder, file, expected);
    });

    private static FileFacts Check(SafeFileHandle folder, string file, string expected)
    {
        using var current = FileCalls.OpenIn(folder, Path.GetFileName(file));
        var facts = FileCalls.Facts(current);
        if (!facts.IsRegular)
        {
            throw new FileWriteException($"{file} is not a regular file. {Nothing} Name the compose file itself.");
        }

        if (facts.Bytes > RevisionStore.MaxBytes || RevisionRows.Hash(ReadAll(current, facts.Bytes)) != expected)
        {
            throw new FileWriteException($"{file} was changed since the preview. {Nothing} Look at the file as it is now and prepare the change again.");
        }

        return facts;
    }

    private static byte[] ReadAll(SafeFileHandle file, long length)
    {
        // One byte more, so that a file that grows meanwhile is another version.
        var bytes = new byte[length + 1];
        var read = 0;
        for (int more; read < bytes.Length && (more = RandomAccess.Read(file, bytes.AsSpan(read), read)) > 0;)
        {
            read += more;
        }

        return bytes[..read];
    }

    private static SafeFileHandle OpenFolder(string file, IReadOnlyCollection<string> roots)
    {
        if (!Path.IsPathFullyQualified(file) || Path.GetFullPath(file) != file)
        {
            throw new FileWriteException($"{file} is not a plain absolute path. {Nothing} Open the file again from the compose page.");
        }

        var folder = FileCalls.OpenFolder(Path.GetDirectoryName(file)!);
        try
        {
            var real = FileCalls.RealPath(folder);
            if (!roots.Any(root => IsBelow(real, root)))
            {
                throw new FileWriteException($"{file} lies outside the folders of the stacks that this panel serves{(real == Path.GetDirectoryName(file) ? "" : $": its folder really is {real}")}. {Nothing} Add the stack with the real path of its compose file.");
            }

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static bool IsBelow(string folder, string root)
    {
        try
        {
            using var handle = FileCalls.OpenFolder(root);
            var real = FileCalls.RealPath(handle);
            return folder == real || folder.StartsWith(real == "/" ? "/" : real + "/", StringComparison.Ordinal);
        }
        catch (FileCallException)
        {
            return false; // a root that is gone allows nothing
        }
    }

    /// <summary>The rename has happened; a file system that cannot flush a folder does not undo it.</summary>
    private static void FlushFolder(SafeFileHandle folder)
    {
        try
        {
            FileCalls.Flush(folder);
        }
        catch (FileCallException)
        {
            // See the summary.
        }
    }

    private static void Translate(string file, Action work)
    {
        try
        {
            work();
        }
        catch (FileCallException fault)
        {
            throw new FileWriteException($"{Reason(file, fault)} {Nothing} {Remedy(fault.Number)}", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileWriteException($"{file} could not be written: {fault.Message} {Nothing} {Remedy(IsFull(fault) ? FileCalls.NoSpace : 0)}", fault);
        }
    }

    /// <summary>.NET keeps the kernel's number in the low bits.</summary>
    private static bool IsFull(Exception fault) => (fault.HResult & 0xFFFF) is FileCalls.NoSpace or FileCalls.QuotaExceeded || fault.HResult == unchecked((int)0x80070070);

    private static string Reason(string file, FileCallException fault) => fault.Number switch
    {
        FileCalls.NoEntry => $"{file} does not exist any more.",
        FileCalls.TooManyLinks => $"{file} is a symbolic link.",
        FileCalls.NotPermitted => $"{file} could not be replaced with the same owner and mode: {fault.Message}.",
        _ => $"{file} could not be written: {fault.Message}.",
    };

    private static string Remedy(int number) => number switch
    {
        FileCalls.NoEntry => "Restore the file, then prepare the change again.",
        FileCalls.TooManyLinks => "Add the stack with the real path of its compose file.",
        FileCalls.NotPermitted => "Run the panel as the file's owner, or make its user the owner.",
        FileCalls.NoAccess => "Give the panel's user write access to the folder: the file is replaced by a new one beside it.",
        FileCalls.Busy => "The file is mounted by itself; mount its folder into the panel's container instead.",
        FileCalls.NoSpace or FileCalls.QuotaExceeded => "Free space on its file system, then try again.",
        FileCalls.ReadOnlySystem => "Mount its file system writable for the panel, then try again.",
        _ => "Check the folder, then try again.",
    };
}

/// <summary>A file was not written. The message says why, that nothing was written, and the next step.</summary>
public sealed class FileWriteException(string message, Exception? inner = null) : Exception(message, inner);
