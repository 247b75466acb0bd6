using System.Collections.Immutable;
using XnaiControl.Core.Audit;

namespace XnaiControl.Core.Operations;

public enum OperationState { Running, Succeeded, Failed, Indeterminate, Refused }

public enum StageState { Waiting, Running, Done, Failed, Skipped }

/// <summary>One named part of an execution.</summary>
public sealed record OperationStage(string Name, StageState State, DateTimeOffset? StartedAt, TimeSpan? Took);

/// <summary>One execution, replaced whole at every step; the page of an operation shows exactly this.</summary>
/// <param name="Id">Shareable: part of the page's address and the audit correlation.</param>
/// <param name="Output">Streamed lines, capped at the newest 2,000; <paramref name="OutputSkipped"/> counts the rest.</param>
/// <param name="Summary">One sentence with the result, for people.</param>
/// <param name="Unrecorded">True when the effect happened but the outcome could not be recorded.</param>
public sealed record OperationRun(
    string Id,
    OperationKind Kind,
    OperationTarget Target,
    AuditActor Actor,
    ImmutableSortedDictionary<string, string> Parameters,
    OperationState State,
    DateTimeOffset StartedAt,
    TimeSpan? Took,
    ImmutableArray<OperationStage> Stages,
    ImmutableArray<string> Output,
    int OutputSkipped,
    string? Summary,
    string? Error,
    long? IntentSequence,
    long? OutcomeSequence,
    string? OutcomeHash,
    bool Unrecorded);
