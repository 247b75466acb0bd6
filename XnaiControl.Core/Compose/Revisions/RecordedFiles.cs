using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>Files and their revisions together: what the panel writes is recorded as its own, what it finds changed as from outside.</summary>
internal sealed partial class RecordedFiles(RevisionStore store, ILogger<RecordedFiles> logger)
{
    /// <summary>Writes one file and its revision.</summary>
    /// <exception cref="FileWriteException">The file is as it was.</exception>
    public Task WriteAsync(FileChange change, IReadOnlyCollection<string> roots, string reason, WrittenBy by, CancellationToken cancellationToken) => store.ExclusiveAsync(
        async () =>
        {
            SafeFileWriter.Check(change.Before.File, change.Before.Hash, roots);
            // What is replaced is a version, too, should nobody have looked yet.
            await RecordQuietlyAsync(change.Before.File, change.Before.ToBytes(), "", null).ConfigureAwait(false);
            SafeFileWriter.Write(change.After.File, change.Before.Hash, change.After.ToBytes(), roots);
            await RecordQuietlyAsync(change.After.File, change.After.ToBytes(), reason, by).ConfigureAwait(false);
        },
        cancellationToken);

    /// <summary>Looks at a file and records a version that is not the newest known. A missing or unreadable file is left for later.</summary>
    public Task NoticeAsync(string file, CancellationToken cancellationToken) => store.ExclusiveAsync(
        async () =>
        {
            try
            {
                var info = new FileInfo(file);
                if (info.Exists && info.Length <= RevisionStore.MaxBytes)
                {
                    await RecordQuietlyAsync(file, await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false), "", null).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                LogNotRead(fault, file);
            }
        },
        cancellationToken);

    /// <summary>The file has been written: what cannot be recorded now is found by the next look, and its texts are kept with the proposal.</summary>
    private async Task RecordQuietlyAsync(string file, byte[] bytes, string reason, WrittenBy? by)
    {
        try
        {
            await store.RecordAsync(file, bytes, reason, by, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            LogNotRecorded(fault, file);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} cannot be read, so a change of it is not recorded yet")]
    private partial void LogNotRead(Exception fault, string file);

    [LoggerMessage(Level = LogLevel.Error, Message = "A revision of {File} could not be recorded in control.db; the next look tries again")]
    private partial void LogNotRecorded(Exception fault, string file);
}
