using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Components.Live;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Audit;

/// <summary>The record of every action: what it says of itself, its rows, and one entry in full.</summary>
public sealed partial class AuditPage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private AuditFilter filter = new();
    private AuditTable table = AuditTable.Empty;
    private ImmutableArray<AuditEntry> newest = [];
    private ImmutableArray<AuditEntry> open = [];
    private ImmutableArray<AuditEntry> related = [];
    private ImmutableArray<string> targets = [];
    private ImmutableArray<string> actors = [];
    private AuditEntry? detail;
    private AuditFollower? follower;
    private AuditSentence sentence = AuditSentence.Of(null, 0);
    private ChainVerdict? verdict;
    private string? stackSeen;
    private string? fault;
    private string said = "";
    private int missing;
    private bool loaded;
    private bool held;
    private bool verifying;
    private bool readingOlder;

    /// <summary>From the address: only this stack's entries at first.</summary>
    [Parameter] public string? Stack { get; set; }

    /// <summary>The selected entry; without it the newest at first is shown beside the rows.</summary>
    [SupplyParameterFromQuery] private long? Entry { get; set; }

    [Inject] private IAuditLog Audit { get; set; } = default!;

    [Inject] private ISnapshotStore Store { get; set; } = default!;

    [Inject] private StackFeed Feed { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    private string Path => new Uri(Navigation.Uri).AbsolutePath;

    private long? Selected => Entry ?? detail?.Sequence;

    private string Shown => $"{Format.Plural(table.Rows.Length, "row", "rows")} of {Format.Plural(Audit.Count, "entry", "entries")}, newest first";

    protected override async Task OnParametersSetAsync()
    {
        if (!loaded || stackSeen != Stack)
        {
            stackSeen = Stack;
            filter = new AuditFilter { Target = Stack is null ? "" : Feed.Key?.ToString() ?? Stack };
            if (RendererInfo.IsInteractive)
            {
                // Follow first, read then: no entry falls between the two.
                follower ??= AuditFollower.Follow(Audit, Time, () => InvokeAsync(OnAppendedAsync));
            }

            await LoadAsync();
        }

        await SelectAsync();
    }

    public void Dispose()
    {
        follower?.Dispose();
        ended.Cancel();
        ended.Dispose();
    }

    private string EntryAddress(long sequence) => $"{Path}?entry={sequence}";

    private async Task ApplyAsync(AuditFilter wanted)
    {
        filter = wanted;
        await LoadAsync();
        said = table.Rows.IsEmpty ? "No entry matches" : $"{Format.Plural(table.Rows.Length, "row")}{(table.HasOlder ? " and older ones" : "")}";
    }

    private async Task LoadAsync()
    {
        if (await ReadAsync(null) is { } page)
        {
            table = AuditTable.Of(page);
        }

        (loaded, missing) = (true, 0);
        await JudgeAsync();
    }

    private async Task ShowOlderAsync()
    {
        readingOlder = true;
        if (await ReadAsync(table.Before) is { } page)
        {
            table = table.WithOlder(page);
            Name();
        }

        readingOlder = false;
    }

    private async Task OnAppendedAsync()
    {
        if (!loaded || ended.IsCancellationRequested || await ReadAsync(null) is not { } page)
        {
            return;
        }

        newest = page;
        if (held)
        {
            table = table.WithOutcomes(page);
            missing = table.Missing(page);
        }
        else
        {
            ShowNew();
        }

        await JudgeAsync();
        if (detail is not null && page.Any(entry => entry.Correlation == detail.Correlation))
        {
            related = await RelatedAsync(detail);
        }

        StateHasChanged();
    }

    private void ShowNew()
    {
        table = table.WithNewer(newest);
        missing = 0;
    }

    // Rows keep their place while somebody points at them or walks through them by keyboard.
    private void Hold() => held = true;

    private void Release()
    {
        held = false;
        if (missing > 0)
        {
            ShowNew();
        }
    }

    private async Task SelectAsync()
    {
        if (Entry is null)
        {
            detail ??= table.Rows.FirstOrDefault();
        }
        else if (detail?.Sequence != Entry)
        {
            detail = await GuardAsync(() => Audit.FindAsync(Entry.Value, ended.Token));
        }

        related = detail is null ? [] : await RelatedAsync(detail);
    }

    private async Task VerifyAsync()
    {
        verifying = true;
        said = $"Verifying {Format.Plural(Audit.Count, "entry", "entries")}";
        try
        {
            await Audit.VerifyAsync(ended.Token);
            await JudgeAsync();
            said = sentence.Title;
        }
        catch (OperationCanceledException)
        {
            // The page was left; the next visit verifies again.
        }
        finally
        {
            verifying = false;
        }
    }

    private async Task JudgeAsync()
    {
        // What was verified at the first start, while the log was empty, says nothing.
        verdict = Audit.LastVerdict is { Intact: true, Entries: 0 } && Audit.Count > 0 ? null : Audit.LastVerdict;
        sentence = AuditSentence.Of(verdict, Audit.Count);
        var intents = await GuardAsync(async () => (ImmutableArray<AuditEntry>?)await Audit.OpenIntentsAsync(ended.Token));
        open = intents ?? open;
        Name();
    }

    private void Name()
    {
        targets = [.. Store.Stacks
            .SelectMany(stack => (Store.Find(stack)?.Services ?? []).Select(service => $"{stack}/{service.Name}").Prepend(stack.ToString()))
            .Concat(table.Rows.Select(row => row.Target)).Append(filter.Target).Where(target => target.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        actors = [.. actors.Concat(table.Rows.Select(row => row.Actor.Name)).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private Task<ImmutableArray<AuditEntry>?> ReadAsync(long? before) =>
        GuardAsync(async () => (ImmutableArray<AuditEntry>?)await Audit.QueryAsync(filter.Query(AuditTable.Page, before), ended.Token));

    private async Task<ImmutableArray<AuditEntry>> RelatedAsync(AuditEntry entry) =>
        await GuardAsync(async () => (ImmutableArray<AuditEntry>?)await Audit.CorrelatedAsync(entry.Correlation, ended.Token)) ?? [entry];

    /// <summary>A log that cannot be read is said on the page; what was read before stays.</summary>
    private async Task<T?> GuardAsync<T>(Func<Task<T?>> read)
    {
        try
        {
            var result = await read();
            fault = null;
            return result;
        }
        catch (AuditUnavailableException unavailable)
        {
            fault = unavailable.Message;
            return default;
        }
        catch (OperationCanceledException)
        {
            return default;
        }
    }
}
