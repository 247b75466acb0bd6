using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Stacks;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>The versions of one file, newest first, kept current from the store.</summary>
public sealed partial class RevisionsView
{
    private readonly CancellationTokenSource ended = new();
    private ImmutableArray<Revision>? history;
    private SourceText disk = default!;
    private Revision? chosen;
    private Revision? against;
    private UnifiedDiff? difference;
    private ProposedChange? restore;
    private RollbackOffer? rollback;
    private string? problem;
    private bool follows;

    [Inject] private IDialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired] public StackKey Stack { get; set; }

    [Parameter, EditorRequired] public StackFindings Findings { get; set; } = default!;

    [Parameter] public string? File { get; set; }

    [Parameter] public EventCallback<OperationRun> OnStarted { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var now = Findings.Texts.FirstOrDefault(text => text.File == File) ?? Findings.Texts.First();
        if (disk?.File == now.File && disk.Hash == now.Hash)
        {
            return;
        }

        if (disk?.File != now.File)
        {
            (history, chosen) = (null, null);
        }

        disk = now;
        await LoadAsync();
        if (!follows && RendererInfo.IsInteractive)
        {
            follows = true;
            _ = FollowAsync();
        }
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private static string Who(Revision revision) => revision.Origin switch
    {
        RevisionOrigin.Panel => revision.Actor,
        RevisionOrigin.Outside => "from outside",
        _ => "first seen",
    };

    private static string Reason(Revision revision) => revision.Reason.Length > 0 ? revision.Reason : revision.Origin switch
    {
        RevisionOrigin.FirstSeen => "As the panel met it",
        RevisionOrigin.Outside => "Changed on disk",
        _ => "Changed",
    };

    private static string IconOf(RevisionOrigin origin) => origin switch { RevisionOrigin.Panel => "sign", RevisionOrigin.Outside => "download", _ => "file" };

    private async Task LoadAsync()
    {
        history = await Store.HistoryAsync(disk.File, ended.Token);
        rollback = await Preview.RollbackAsync(Stack, ended.Token);
        if (chosen is not null)
        {
            await ChooseAsync(chosen);
        }
    }

    private async Task ChooseAsync(Revision revision)
    {
        var others = history!.Value.Where(other => other.Kept && other != revision).ToList();
        chosen = revision;
        against = others.FirstOrDefault(other => other.Sequence < revision.Sequence) ?? others.FirstOrDefault();
        restore = null;
        await CompareAsync();
        if (revision.Kept && revision.Hash != disk.Hash && await ReadAsync(revision) is { } text)
        {
            var actor = await CurrentActor.GetAsync();
            restore = new ProposedChange(Findings.Project, ProposalSource.Restore, [new FileChange(disk, text)], [$"Restore revision {revision.Sequence}"], [], actor.UserId);
        }
    }

    private async Task AgainstAsync(ChangeEventArgs e)
    {
        against = history!.Value.FirstOrDefault(other => other.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) == e.Value as string);
        await CompareAsync();
    }

    private async Task CompareAsync()
    {
        (problem, difference) = (null, null);
        if (!chosen!.Kept)
        {
            problem = "Only the hash of this version is known: its text was too large to keep, or was let go.";
        }
        else if (against is not null && await ReadAsync(against) is { } before && await ReadAsync(chosen) is { } after)
        {
            difference = UnifiedDiff.Between(before, after, 4);
        }
    }

    private async Task<SourceText?> ReadAsync(Revision revision)
    {
        try
        {
            return await Store.ReadAsync(disk.File, revision.Hash, ended.Token);
        }
        catch (RevisionException fault)
        {
            problem = fault.Message;
            return null;
        }
    }

    private async Task RollBackAsync(bool up)
    {
        var parameters = new DialogParameters<ConfirmChange>
        {
            { dialog => dialog.Kind, OperationKinds.ComposeRollback },
            { dialog => dialog.Stack, Stack },
            { dialog => dialog.Consequences, new ChangeConsequences(null, rollback!.Files, [], [], [], "Files and services return to how they are now", [], rollback.Git) },
            { dialog => dialog.Up, up },
            { dialog => dialog.Button, up ? "Roll back and recreate" : "Roll back the file only" },
            { dialog => dialog.What, "the last change" },
        };
        var dialog = await Dialogs.ShowAsync<ConfirmChange>(null, parameters, Operator.Options);
        if (await dialog.Result is { Canceled: false, Data: OperationRun run })
        {
            await OnStarted.InvokeAsync(run);
        }
    }

    private async Task FollowAsync()
    {
        var (reader, handle) = Store.Subscribe();
        using (handle)
        {
            try
            {
                await foreach (var revision in reader.ReadAllAsync(ended.Token))
                {
                    if (revision.File == disk.File)
                    {
                        await InvokeAsync(async () =>
                        {
                            await LoadAsync();
                            StateHasChanged();
                        });
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The page was left.
            }
            catch (ObjectDisposedException)
            {
                // The circuit ended while a change was under way.
            }
        }
    }
}
