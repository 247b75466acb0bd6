using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Operations;

/// <summary>The files that a run wrote, and the way back.</summary>
internal sealed class WrittenFiles(RecordedFiles files, ChangeSubject subject, WrittenBy by, RunProgress progress)
{
    private readonly Stack<FileChange> _written = new();

    /// <summary>All of them or none. Null when written, else why not, with the next step.</summary>
    public async Task<string?> WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var file in subject.Files)
        {
            try
            {
                await progress.StageAsync(ChangeStages.Write(file), () => files.WriteAsync(file, subject.Roots, subject.Title, by, cancellationToken)).ConfigureAwait(false);
                _written.Push(file);
            }
            catch (FileWriteException fault)
            {
                var kept = await TakeBackAsync($"Taken back, {Path.GetFileName(file.After.File)} could not be written").ConfigureAwait(false);
                return kept is null ? fault.Message : $"{fault.Message} {kept}";
            }
        }

        return null;
    }

    /// <summary>Writes the earlier texts, also while the panel is being stopped. Null when done, else what was not, with the next step.</summary>
    public async Task<string?> TakeBackAsync(string reason)
    {
        string? failed = null;
        while (_written.TryPop(out var file))
        {
            try
            {
                await progress.StageAsync(
                    ChangeStages.Back + ChangeStages.Write(file), () => files.WriteAsync(new FileChange(file.After, file.Before), subject.Roots, reason, by, CancellationToken.None)).ConfigureAwait(false);
            }
            catch (FileWriteException fault)
            {
                failed = $"{Path.GetFileName(file.After.File)} keeps the new text, because it could not be rolled back: {fault.Message}";
            }
        }

        return failed;
    }

    public string Names => string.Join(" and ", subject.Files.Select(file => Path.GetFileName(file.After.File)));
}
