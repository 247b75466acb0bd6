using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Stacks;
using XnaiControl.Web.Components.Live;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>One file in the browser's editor. The unsaved text is the browser's; the server lints what it is shown.</summary>
public sealed partial class EditorView
{
    private ElementReference host;
    private DotNetObjectReference<EditorView>? self;
    private EditorPane? pane;
    private SourceText disk = default!;
    private SourceText? edited;
    private StackFindings? live;
    private ImmutableArray<Finding> shown = [];
    private Finding? explained;
    private ProposedChange? review;
    private UnifiedDiff? difference;
    private Notice? notice;
    private (string File, int Line)? reached;
    private bool unsaved;
    private bool gone;
    private int typed;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Inject] private ICurrentActor CurrentActor { get; set; } = default!;

    [Parameter, EditorRequired] public StackKey Stack { get; set; }

    [Parameter, EditorRequired] public StackFindings Findings { get; set; } = default!;

    /// <summary>Absolute path; the first file when it is none of the stack's.</summary>
    [Parameter] public string? File { get; set; }

    [Parameter] public int Line { get; set; }

    [Parameter] public EventCallback<OperationRun> OnStarted { get; set; }

    private IEnumerable<ComposeService> Services => (live ?? Findings).Lint.Model?.Services.Where(service => service.Place.File == disk.File) ?? [];

    private string State => unsaved
        ? $"unsaved, {Format.Plural(shown.Length, "finding")} in this text"
        : $"as on disk, {Format.Plural(shown.Length, "finding")}";

    private string Verdict => live is { Lint.Usable: false }
        ? "The text cannot be read as a compose file, so it would be refused."
        : $"{Format.Plural(shown.Length, "finding")} in the new text, {Format.Count(CountIn(disk.File))} in the file as it is.";

    protected override async Task OnParametersSetAsync()
    {
        var now = Findings.Texts.FirstOrDefault(text => text.File == File) ?? Findings.Texts.FirstOrDefault(text => text.File == disk?.File) ?? Findings.Texts.First();
        if (disk is null || now.File != disk.File)
        {
            await CloseAsync();
            (disk, edited, live, notice, difference, review, explained, unsaved) = (now, null, null, null, null, null, null, false);
            Show(Findings);
        }
        else if (now.Hash != disk.Hash)
        {
            await MeetAsync(now);
        }
        else if (!unsaved)
        {
            Show(Findings);
            await MarkAsync();
        }

        await ReachAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (pane is not null || gone)
        {
            return;
        }

        self ??= DotNetObjectReference.Create(this);
        var file = disk;
        var opened = await EditorPane.OpenAsync(Script, "/" + Assets["js/editor.js"], host, self, file, $"{Stack}:{file.File}", IsBuilt(file.File) ? "containerfile" : "yaml");
        if (gone || pane is not null || file.File != disk.File)
        {
            await opened.DisposeAsync();
            return;
        }

        pane = opened;
        await MarkAsync();
        await ReachAsync();
    }

    /// <summary>The editor's text has rested; it is checked, and the marks follow.</summary>
    [JSInvokable]
    public async Task Typed(bool isUnsaved)
    {
        var turn = ++typed;
        unsaved = isUnsaved;
        if (pane is null)
        {
            return;
        }

        var text = isUnsaved ? await pane.TextAsync(disk) : disk;
        var lint = isUnsaved ? await CheckAsync(text) : Findings;
        if (turn != typed || gone)
        {
            return;
        }

        (edited, live) = (isUnsaved ? text : null, isUnsaved ? lint : null);
        Show(lint);
        await MarkAsync();
        StateHasChanged();
    }

    /// <summary>The button beside a mark: the fix goes into the text, where it can be undone like any typing.</summary>
    [JSInvokable]
    public async Task Fix(string key)
    {
        if (pane is null || At(key) is not { } finding)
        {
            return;
        }

        var (plan, why) = await PlanMaker.MakeAsync(live ?? Findings, [finding]);
        if (plan?.Files is [var change] && change.After.File == disk.File)
        {
            notice = null;
            await pane.ReplaceAsync(change.After);
        }
        else
        {
            notice = new Notice(Tone.Warn, why ?? $"This fix changes other files too: open {finding.Rule.Id} under Findings and apply it there.", [("Close", Dismiss)]);
            StateHasChanged();
        }
    }

    [JSInvokable]
    public void Explain(string key)
    {
        explained = At(key);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Save()
    {
        await SaveAsync();
        StateHasChanged();
    }

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

    public async ValueTask DisposeAsync()
    {
        gone = true;
        await CloseAsync();
        self?.Dispose();
    }

    private bool IsBuilt(string file) => Findings.Containerfiles.Any(built => built.Source.File == file);

    private Finding? At(string key) =>
        int.TryParse(key, System.Globalization.CultureInfo.InvariantCulture, out var at) && at >= 0 && at < shown.Length ? shown[at] : null;

    private void Show(StackFindings findings) => shown = [.. findings.In(disk.File)];

    private int CountIn(string file) => Findings.In(file).Count();

    private Task MarkAsync() => pane?.ShowAsync([.. shown.Select(EditorMark.Of)]) ?? Task.CompletedTask;

    private Task GoAsync(int line, int column) => pane?.GoAsync(line, column) ?? Task.CompletedTask;

    /// <summary>Goes to the line that the address names, once.</summary>
    private async Task ReachAsync()
    {
        if (pane is not null && Line > 0 && reached != (disk.File, Line))
        {
            reached = (disk.File, Line);
            await pane.GoAsync(Line, 1);
        }
    }

    /// <summary>The stack with this text in the place of the file, also where others include it.</summary>
    private Task<StackFindings> LintAsync(SourceText text)
    {
        var findings = Findings;
        return Task.Run(() => findings.Containerfiles.FirstOrDefault(file => file.Source.File == text.File) is { } built
            ? findings with { Containerfiles = findings.Containerfiles.Replace(built, ContainerfileLinter.Lint(text, built.Context)) }
            : findings with { Lint = ComposeLinter.Lint(findings.Files, [text], findings.Options) });
    }

    /// <summary>A check that fails must not stop the writing: the last marks stay and the page says so.</summary>
    private async Task<StackFindings> CheckAsync(SourceText text)
    {
        try
        {
            return await LintAsync(text);
        }
#pragma warning disable CA1031 // Whatever a rule stumbles over, the text must stay editable.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            notice = new Notice(Tone.Warn, $"This text could not be checked: {fault.Message} Your text is kept; go on writing.", [("Close", Dismiss)]);
            return live ?? Findings;
        }
    }

    private async Task SaveAsync()
    {
        if (pane is null || !unsaved)
        {
            return;
        }

        var text = await pane.TextAsync(disk);
        (edited, live) = (text, await CheckAsync(text));
        var actor = await CurrentActor.GetAsync();
        review = new ProposedChange(Findings.Project, ProposalSource.Edit, [new FileChange(disk, text)], ["Edited by hand"], [], actor.UserId);
    }

    private async Task StartedAsync(OperationRun run)
    {
        review = null;
        await OnStarted.InvokeAsync(run);
    }

    /// <summary>The file has another version on disk: what was saved here, or what somebody else wrote.</summary>
    private async Task MeetAsync(SourceText now)
    {
        var before = disk;
        disk = now;
        var mine = edited is not null && edited.Hash == now.Hash;
        if (!unsaved || mine)
        {
            (unsaved, edited, live, notice, difference) = (false, null, null, null, null);
            Show(Findings);
            if (pane is not null)
            {
                await pane.RebaseAsync(now, keep: mine);
                await MarkAsync();
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

    private Task DiscardAsync() => TakeAsync(disk);

    private Task Dismiss()
    {
        (notice, difference) = (null, null);
        return Task.CompletedTask;
    }

    private async Task CloseAsync()
    {
        if (pane is { } open)
        {
            pane = null;
            await open.DisposeAsync();
        }
    }

    private sealed record Notice(Tone Tone, string Text, ImmutableArray<(string Label, Func<Task> Action)> Actions);
}
