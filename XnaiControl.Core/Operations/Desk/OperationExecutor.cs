using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations.Persistence;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Executes what has a durable intent, under the desk's own clock, and records how it ended. An end that the engine
/// did not confirm is indeterminate, never success.
/// </summary>
internal sealed partial class OperationExecutor(OutcomeRecorder outcomes, Occupancy occupancy, RunStore store, TimeProvider time, ILogger<OperationExecutor> logger)
{
    public const string IntentStage = "Intent recorded";
    public const string OutcomeStage = "Outcome recorded";
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Never throws: a fault of the panel itself ends the run, and the open intent tells of it at the next start.</summary>
    /// <param name="stopping">The panel is ending.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Nobody awaits this; whoever waits for the run must hear its end.")]
    public async Task ExecuteAsync(IOperation operation, OperationScene scene, LiveRun live, AuditEntry intent, AuditDraft draft, CancellationToken stopping)
    {
        try
        {
            await ExecuteToOutcomeAsync(operation, scene, live, intent, draft, stopping).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFault(exception, live.Current.Id);
            occupancy.Release(live.Current.Id);
            live.End(run => run with
            {
                State = OperationState.Indeterminate,
                Unrecorded = true,
                Summary = "Whether it took effect is not known.",
                Error = $"A fault of the panel ended it; its log has the details. Look at {run.Target}, then start the panel anew: it records what the engine shows.",
            });
        }
    }

    private async Task ExecuteToOutcomeAsync(IOperation operation, OperationScene scene, LiveRun live, AuditEntry intent, AuditDraft draft, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        await store.SaveAsync(live.Current, live.RequestKey).ConfigureAwait(false);
        var result = await RunAsync(operation, scene, live, stopping).ConfigureAwait(false);
        live.SkipRest(except: OutcomeStage);
        var after = await AfterAsync(scene).ConfigureAwait(false);
        var took = time.GetElapsedTime(started);

        var outcomeStarted = time.GetTimestamp();
        live.SetStage(OutcomeStage, StageState.Running, time.GetUtcNow());
        var outcome = await outcomes.RecordAsync(draft with
        {
            Kind = AuditKind.Outcome,
            Parameters = scene.Subject is null ? draft.Parameters : WithSteps(draft.Parameters, live.Current.Stages),
            AfterHash = after,
            Result = ToAudit(result.State),
            Duration = took,
            Error = result.Error,
            IntentSequence = intent.Sequence,
        }).ConfigureAwait(false);
        live.SetStage(OutcomeStage, outcome is null ? StageState.Failed : StageState.Done, took: time.GetElapsedTime(outcomeStarted));
        await FinishAsync(live, result, outcome, took).ConfigureAwait(false);
    }

    private async Task FinishAsync(LiveRun live, OperationResult result, AuditEntry? outcome, TimeSpan took)
    {
        OperationRun Final(OperationRun run) => run with
        {
            State = result.State,
            Took = took,
            Summary = outcome is null ? result.Summary + " Done, but not recorded: the audit log did not take the outcome." : result.Summary,
            Error = outcome is null
                ? $"{(result.Error is null ? "" : result.Error + " ")}The outcome could not be recorded and waits beside the audit log. The panel refuses operations until it is recorded: check the disk, then try again or start the panel anew."
                : result.Error,
            OutcomeSequence = outcome?.Sequence,
            OutcomeHash = outcome?.LeafHash,
            Unrecorded = outcome is null,
        };
        // Saved before waiters hear of it, so that a run that has ended is also found after a restart.
        await store.SaveAsync(Final(live.Current), live.RequestKey).ConfigureAwait(false);
        // Free before the end is told, so that whoever waited for it may start the next.
        occupancy.Release(live.Current.Id);
        var ended = live.End(Final);
        LogEnded(ended.Id, ended.Kind.Name, ended.Target, result.State, took);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever happens, an intent needs an outcome.")]
    private async Task<OperationResult> RunAsync(IOperation operation, OperationScene scene, LiveRun live, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(operation.Kind.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        var redactor = new SecretRedactor();
        try
        {
            if (operation.RunsCompose)
            {
                redactor = await SecretCollector.CollectAsync(scene, either.Token).ConfigureAwait(false);
            }

            var progress = new RunProgress(live, redactor, () => store.SaveAsync(live.Current, live.RequestKey), time);
            var result = await operation.ExecuteAsync(scene, progress, either.Token).ConfigureAwait(false);
            progress.Flush();
            return result with { Summary = redactor.Redact(result.Summary), Error = result.Error is null ? null : redactor.Redact(result.Error) };
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return await IndeterminateAsync(operation, scene, FormattableString.Invariant($"It did not end within {operation.Kind.Timeout.TotalSeconds:0} s.")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return await IndeterminateAsync(operation, scene, "The panel was stopped while it ran.").ConfigureAwait(false);
        }
        catch (EngineException exception) when (!exception.Unreachable)
        {
            var error = redactor.Redact(exception.Message);
            return OperationResult.Failed($"The engine refused: {error}", error);
        }
        catch (Exception exception)
        {
            LogFault(exception, live.Current.Id);
            return await IndeterminateAsync(operation, scene, exception is EngineException ? redactor.Redact(exception.Message) : "An unexpected fault ended it; the panel's log has the details.").ConfigureAwait(false);
        }
    }

    private async Task<OperationResult> IndeterminateAsync(IOperation operation, OperationScene scene, string reason)
    {
        var shown = await ShownAsync(scene.Engine, scene.Target, scene.Declaration).ConfigureAwait(false);
        if (scene.Subject is { } subject && operation.Shown(subject.Facts) is { } truth)
        {
            shown = $"{truth} {shown}";
        }

        return new OperationResult(
            OperationState.Indeterminate,
            $"Whether it took effect is not known. {shown}",
            $"{reason} Whether it took effect is not known. {shown} Look at {scene.Target} before you try again; nothing is repeated by itself.");
    }

    /// <summary>One sentence with what the engine shows now, or that it does not answer.</summary>
    public async Task<string> ShownAsync(IEngineClient engine, OperationTarget target, StackDeclaration? declaration)
    {
        using var limit = new CancellationTokenSource(LookTimeout, time);
        try
        {
            return $"The engine shows: {TargetContainers.Describe(await OperationScene.LookAsync(engine, target, declaration, limit.Token).ConfigureAwait(false))}.";
        }
        catch (Exception exception) when (exception is EngineException or OperationCanceledException)
        {
            return "The engine does not answer.";
        }
    }

    /// <summary>What an operation on files did, step by step, stays in the log also when the run's page is gone.</summary>
    private static ImmutableSortedDictionary<string, string> WithSteps(IReadOnlyDictionary<string, string> parameters, ImmutableArray<OperationStage> stages) =>
        parameters.ToImmutableSortedDictionary(StringComparer.Ordinal).SetItem(
            "steps", string.Join("; ", stages.Where(stage => stage.Name is not (IntentStage or OutcomeStage)).Select(stage => $"{stage.Name}: {stage.State.ToString().ToLowerInvariant()}")));

    private async Task<string?> AfterAsync(OperationScene scene)
    {
        if (scene.Subject is { } subject)
        {
            return subject.ReadHash();
        }

        using var limit = new CancellationTokenSource(LookTimeout, time);
        try
        {
            return TargetContainers.Hash(await scene.LookAsync(limit.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is EngineException or OperationCanceledException)
        {
            return null;
        }
    }

    private static AuditResult ToAudit(OperationState state) => state switch
    {
        OperationState.Succeeded => AuditResult.Succeeded,
        OperationState.Failed => AuditResult.Failed,
        _ => AuditResult.Indeterminate,
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Operation {Id} {Kind} on {Target}: {State} after {Took}")]
    private partial void LogEnded(string id, string kind, OperationTarget target, OperationState state, TimeSpan took);

    [LoggerMessage(Level = LogLevel.Error, Message = "Operation {Id} ended by a fault")]
    private partial void LogFault(Exception exception, string id);
}
