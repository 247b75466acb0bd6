using Microsoft.Extensions.Logging;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations.Persistence;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Closes what an earlier process left open: spooled outcomes become rows, orphaned intents become indeterminate with
/// what the engine shows now. Nothing is ever replayed.
/// </summary>
internal sealed partial class StartReconciler(
    IAuditLog audit, OutcomeRecorder outcomes, RunStore store, OperationExecutor executor, IEngineMonitor monitor, IStackCatalog stacks, IEnumerable<IOperation> operations, TimeProvider time, ILogger<StartReconciler> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await outcomes.RepairAsync(cancellationToken).ConfigureAwait(false);
        foreach (var intent in await audit.OpenIntentsAsync(cancellationToken).ConfigureAwait(false))
        {
            await CloseAsync(intent, cancellationToken).ConfigureAwait(false);
        }

        foreach (var run in await store.UnfinishedAsync(cancellationToken).ConfigureAwait(false))
        {
            await SettleAsync(run, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Brings the stored picture of a run in line with the audit log.</summary>
    public async Task<OperationRun> SettleAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var entries = await audit.CorrelatedAsync(run.Id, cancellationToken).ConfigureAwait(false);
        var outcome = entries.LastOrDefault(entry => entry.Kind == AuditKind.Outcome);
        var settled = outcome is null
            ? run with { State = OperationState.Failed, Summary = "The panel ended before the intent was recorded; nothing was done.", Error = "Nothing was done. Start the operation again." }
            : run with
            {
                State = StateOf(outcome.Result),
                Took = run.Took ?? outcome.Duration,
                Summary = run.State == OperationState.Running ? "The panel ended while it ran." : run.Summary,
                Error = outcome.Error,
                OutcomeSequence = outcome.Sequence,
                OutcomeHash = outcome.LeafHash,
                Unrecorded = false,
            };
        settled = settled with { Stages = [.. settled.Stages.Select(stage => Settle(stage, outcome is not null))] };
        await store.SaveAsync(settled, null).ConfigureAwait(false);
        return settled;
    }

    private async Task CloseAsync(AuditEntry intent, CancellationToken cancellationToken)
    {
        var shown = TargetOf(intent) is { } target
            ? await executor.ShownAsync(monitor.Client, target, stacks.Find(target.Stack.Stack)).ConfigureAwait(false)
            : "Its target is not one of an engine.";
        if (operations.FirstOrDefault(operation => operation.Kind.Name == intent.Operation)?.Shown(intent.Parameters) is { } truth)
        {
            shown = $"{truth} {shown}";
        }

        await audit.AppendAsync(
            new AuditDraft(
                AuditKind.Outcome,
                AuditActor.Panel,
                intent.Operation,
                intent.Target,
                intent.Parameters,
                intent.BeforeHash,
                null,
                AuditResult.Indeterminate,
                time.GetUtcNow() - intent.At is { Ticks: > 0 } past ? past : null,
                $"The panel ended before the outcome of entry {intent.Sequence} was recorded. Whether it took effect is not known. {shown} Look at {intent.Target} before you try again; nothing was repeated.",
                intent.Correlation,
                intent.Sequence),
            cancellationToken).ConfigureAwait(false);
        LogClosed(intent.Sequence, intent.Operation, intent.Target);
    }

    private OperationTarget? TargetOf(AuditEntry intent)
    {
        var parts = intent.Target.Split('/', 3);
        return parts.Length >= 2 && parts[0] == monitor.Client.Endpoint.Id
            ? new OperationTarget(new StackKey(parts[0], parts[1]), parts.Length == 3 ? parts[2] : "")
            : null;
    }

    private static OperationStage Settle(OperationStage stage, bool recorded) => stage switch
    {
        { Name: OperationExecutor.OutcomeStage } when recorded => stage with { State = StageState.Done },
        { State: StageState.Running } => stage with { State = StageState.Failed },
        { State: StageState.Waiting } => stage with { State = StageState.Skipped },
        _ => stage,
    };

    private static OperationState StateOf(AuditResult result) => result switch
    {
        AuditResult.Succeeded => OperationState.Succeeded,
        AuditResult.Failed => OperationState.Failed,
        AuditResult.Denied => OperationState.Refused,
        _ => OperationState.Indeterminate,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Intent {Sequence} ({Operation} on {Target}) had no outcome: closed as indeterminate")]
    private partial void LogClosed(long sequence, string operation, string target);
}
