using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>Where a proposed text comes from; decides which operation may write it.</summary>
public enum ProposalSource
{
    /// <summary>A plan of fixes: <c>compose.apply</c>.</summary>
    Fixes,

    /// <summary>Edited by hand: <c>compose.apply</c>.</summary>
    Edit,

    /// <summary>An earlier revision: <c>compose.restore</c>.</summary>
    Restore,

    /// <summary>The version before, found by the panel: <c>compose.rollback</c>.</summary>
    Rollback,
}

/// <summary>New texts of files, offered for an operation. Texts travel by the proposal's id only: never in parameters, never in the audit log.</summary>
/// <param name="Project">The stack's compose project.</param>
/// <param name="Files">Each with the version that was seen and the version to write; at least one, at most 32, of at most 4 MiB each.</param>
/// <param name="Titles">What is done, for people and the audit log: the titles of the fixes, or one phrase for an edit.</param>
/// <param name="Services">Services whose definition changes, as far as the proposer knows; the panel adds those that it finds itself.</param>
/// <param name="UserId">Who proposes, from the server's session. The operation's actor may be another.</param>
public sealed record ProposedChange(
    string Project,
    ProposalSource Source,
    ImmutableArray<FileChange> Files,
    ImmutableArray<string> Titles,
    ImmutableArray<string> Services,
    string UserId)
{
    /// <summary>From chosen fixes; the titles are those of the answered findings' fixes.</summary>
    public static ProposedChange Of(string project, FixPlan plan, string userId) => new(
        project,
        ProposalSource.Fixes,
        plan.Files,
        [.. plan.Answered.Select(finding => finding.Fix is { } fix ? $"{finding.Rule.Id} {fix.Title}" : finding.Rule.Id).Distinct(StringComparer.Ordinal)],
        plan.ChangedServices,
        userId);
}

/// <param name="Id">Short: the operation's <c>proposal</c> parameter.</param>
/// <param name="RunId">The operation that began to write it; null while none has. One proposal is written once.</param>
public sealed record Proposal(int Id, ProposedChange Change, DateTimeOffset At, string? RunId);

/// <summary>The proposal cannot be kept, or a text cannot be given; the message says why and the next step.</summary>
public sealed class RevisionException(string message, Exception? inner = null) : Exception(message, inner);
