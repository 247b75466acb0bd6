using System.Collections.Immutable;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>What a person reads before confirming a change. Parts come as they are known; a null is "not yet".</summary>
/// <param name="Proposal">The kept proposal's id; null when it could not be kept, then <paramref name="Problem"/> says why.</param>
/// <param name="Trials">What the engine says of the changed services' mounts, by service; a null half was not asked.</param>
internal sealed record ChangeReview(
    ProposedChange Change,
    ImmutableArray<UnifiedDiff> Diffs,
    int? Proposal = null,
    ChangeConsequences? Consequences = null,
    string? Problem = null,
    ImmutableSortedDictionary<string, (TrialResult? Before, TrialResult? After)>? Trials = null)
{
    /// <summary>The diffs alone: what can be shown at once.</summary>
    public static ChangeReview Of(ProposedChange change) =>
        new(change, [.. change.Files.Select(file => UnifiedDiff.Between(file.Before, file.After, 4))]);

    public bool CanStart => Proposal is not null && Problem is null && Consequences is { Refusal: null };

    /// <summary>The button that brings services up too; null when the change leaves all of them as they are.</summary>
    public string? UpLabel(string verb, Func<string, bool> runs) => Consequences is not { Recreated: { IsEmpty: false } services } ? null
        : services is [var one] ? $"{verb} and {(runs(one) ? "recreate" : "start")} {one}"
        : $"{verb} and recreate {services.Length} services";

    /// <summary>A service's mounts before the change, in the words of its compose file.</summary>
    public static ImmutableArray<TrialMount> MountsOf(ComposeService service) =>
    [
        .. service.Mounts.Where(mount => mount.Kind is not ComposeMountKind.Other).Select(mount => mount.Kind == ComposeMountKind.Tmpfs
            ? new TrialMount(TrialMountForm.Tmpfs, mount.Options.Length > 0 ? $"{mount.Target}:{mount.Options}" : mount.Target)
            : new TrialMount(TrialMountForm.Volume, string.Join(':', new[] { mount.Source, mount.Target, mount.Options }.Where(part => part.Length > 0)))),
    ];
}

/// <summary>Keeps a proposal, asks what it would do and, for mounts, what the engine says of it.</summary>
public sealed class ChangeReviewer(IRevisionStore store, IChangePreview preview, IEngineTrial trial)
{
    /// <summary>Hands over the review as its parts come; ends early when cancelled.</summary>
    /// <param name="before">The model before the change, for a trial of it; null asks the engine nothing.</param>
    internal async IAsyncEnumerable<ChangeReview> ReviewAsync(
        StackKey stack, ProposedChange change, ComposeModel? before, AuditActor actor,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var review = await KeepAsync(stack, ChangeReview.Of(change), cancellationToken);
        yield return review;
        if (before is null || review.Proposal is not { } id || review.Problem is not null)
        {
            yield break;
        }

        // The two halves of a row come one after the other: the faulty one is the news.
        var trials = ImmutableSortedDictionary<string, (TrialResult? Before, TrialResult? After)>.Empty;
        foreach (var service in before.Services.Where(service => change.Services.Contains(service.Name)).Take(MostTrials))
        {
            trials = trials.SetItem(service.Name, (await trial.TryAsync(stack, service.Name, ChangeReview.MountsOf(service), actor, cancellationToken), null));
            yield return review with { Trials = trials };
        }

        foreach (var (service, result) in await trial.TryProposalAsync(stack, id, actor, cancellationToken))
        {
            trials = trials.SetItem(service, (trials.GetValueOrDefault(service).Before, result));
        }

        yield return review with { Trials = trials };
    }

    private const int MostTrials = 4;

    private async Task<ChangeReview> KeepAsync(StackKey stack, ChangeReview review, CancellationToken cancellationToken)
    {
        try
        {
            var id = await store.ProposeAsync(review.Change, cancellationToken);
            var consequences = await preview.OfAsync(stack, id, cancellationToken);
            return consequences is null
                ? review with { Problem = $"The panel cannot tell what this change does to {stack.Stack}. Nothing was changed; reload the page." }
                : review with { Proposal = id, Consequences = consequences, Diffs = [.. consequences.Files.Select(file => UnifiedDiff.Between(file.Before, file.After, 4))] };
        }
        catch (RevisionException fault)
        {
            return review with { Problem = fault.Message };
        }
    }
}
