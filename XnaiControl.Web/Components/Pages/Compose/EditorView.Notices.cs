using System.Collections.Immutable;
using Microsoft.JSInterop;
using XnaiControl.Core.Findings;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>Unsaved text that meets another version of its file: it is never lost and never written over silently.</summary>
public sealed partial class EditorView
{
    /// <summary>The browser has unsaved text of this file from before.</summary>
    /// <param name="ofThisVersion">True when it is in the editor again; false when it was made from another version.</param>
    /// <param name="at">Unix milliseconds.</param>
    [JSInvokable]
    public async Task Draft(bool ofThisVersion, long at)
    {
        var since = Format.Clock(DateTimeOffset.FromUnixTimeMilliseconds(at), DateTimeOffset.UtcNow);
        notice = ofThisVersion
            ? new Notice(Tone.Idle, $"Unsaved text from {since} UTC is back in the editor.", [("Discard it", DiscardAsync), ("Keep it", Dismiss)])
            : new Notice(Tone.Warn, $"Unsaved text from {since} UTC was made from an older version of this file.",
                [("Show the difference", CompareDraftAsync), ("Put it into the editor", TakeDraftAsync), ("Discard it", DiscardAsync)]);
        if (ofThisVersion)
        {
            await Typed(true);
        }

        StateHasChanged();
    }

    /// <summary>The file has another version on disk: what was saved here, or what somebody else wrote.</summary>
    private async Task MeetAsync(SourceText now)
    {
        var before = disk;
        disk = now;
        var mine = edited is not null && edited.Hash == now.Hash;
        var lost = !mine && !unsaved ? written : null;
        written = mine ? now : null;
        if (!unsaved || mine)
        {
            (unsaved, edited, live, notice, difference) = (false, null, null, null, null);
            Show(Findings);
            if (pane is not null)
            {
                await pane.RebaseAsync(now, keep: mine);
                await MarkAsync();
            }

            if (lost is not null)
            {
                // Rolled back, or overwritten by others: the edit is needed to correct it.
                notice = new Notice(Tone.Warn, "The file no longer has your last edit.", [("Put it back into the editor", () => PutBackAsync(lost)), ("Let it go", Dismiss)]);
            }

            return;
        }

        disk = before;
        notice = new Notice(Tone.Warn, "The file changed on disk while you were editing. Your text is kept.",
            [("Show the difference", () => CompareAsync(now)), ("Keep my text", () => KeepAsync(now)), ("Take the file's text", () => TakeAsync(now))]);
    }

    private async Task CompareAsync(SourceText now) => difference = pane is null ? null : UnifiedDiff.Between(now, await pane.TextAsync(now));

    private async Task KeepAsync(SourceText now)
    {
        (disk, notice, difference) = (now, null, null);
        if (pane is not null)
        {
            await pane.RebaseAsync(now, keep: true);
        }
    }

    private async Task TakeAsync(SourceText now)
    {
        (disk, notice, difference) = (now, null, null);
        if (pane is not null)
        {
            await pane.RebaseAsync(now, keep: false);
        }
    }

    private async Task CompareDraftAsync() => difference = pane is null ? null : UnifiedDiff.Between(disk, await pane.DraftAsync(disk));

    private async Task TakeDraftAsync()
    {
        (notice, difference) = (null, null);
        if (pane is not null)
        {
            await pane.ReplaceAsync(await pane.DraftAsync(disk));
        }
    }

    private async Task PutBackAsync(SourceText text)
    {
        notice = null;
        if (pane is not null)
        {
            await pane.ReplaceAsync(text);
        }
    }

    private Task DiscardAsync() => TakeAsync(disk);

    private Task Dismiss()
    {
        (notice, difference) = (null, null);
        return Task.CompletedTask;
    }

    private sealed record Notice(Tone Tone, string Text, ImmutableArray<(string Label, Func<Task> Action)> Actions);
}
