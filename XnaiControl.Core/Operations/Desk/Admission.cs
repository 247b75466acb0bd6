using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Operations.Persistence;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Decides whether a request may run: permission, latch, target, parameters, occupancy, and last the durable intent.
/// Nothing is sent to the engine but questions.
/// </summary>
internal sealed partial class Admission(
    IEnumerable<IOperation> operations, IServiceScopeFactory scopes, IAuditLog audit, OutcomeRecorder outcomes, Occupancy occupancy, RunBoard board, RunStore store, StartReconciler reconciler,
    IEngineMonitor monitor, IEngineControl control, IComposeCli compose, IStackCatalog stacks, IOptions<XnaiOptions> options, TimeProvider time, ILogger<Admission> logger)
{
    private static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(5);
    private readonly FrozenDictionary<string, IOperation> _operations = operations.ToFrozenDictionary(operation => operation.Kind.Name, StringComparer.Ordinal);
    private volatile bool _closed;

    /// <summary>Refuses whatever comes from now on.</summary>
    public void Close() => _closed = true;

    /// <param name="notReady">Why the desk could not open; null when it has.</param>
    public async Task<Admitted> AdmitAsync(OperationRequest request, AuditActor actor, string? requestKey, Exception? notReady, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var run = new OperationRun(
            RunId.New(now), RunRows.KindOf(request.Kind.Name), request.Target, actor, request.Parameters, OperationState.Running, now, null,
            [new OperationStage(OperationExecutor.IntentStage, StageState.Running, now, null)], [], 0, null, null, null, null, null, false);
        try
        {
            return await TryAsync(run, requestKey, notReady, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationRefusedException refusal)
        {
            occupancy.Release(run.Id);
            return new Admitted(await RefuseAsync(run, refusal, requestKey).ConfigureAwait(false), null);
        }
    }

    private async Task<LiveRun> RefuseAsync(OperationRun run, OperationRefusedException refusal, string? requestKey)
    {
        LogRefused(run.Kind.Name, run.Target, refusal.Message);
        if (refusal.Denial)
        {
            await RecordDenialAsync(run, refusal.Message).ConfigureAwait(false);
        }

        var refused = run with
        {
            State = OperationState.Refused,
            Took = TimeSpan.Zero,
            Summary = "Refused; nothing was changed.",
            Error = refusal.Message,
            Stages = [new OperationStage("Refused", StageState.Failed, run.StartedAt, TimeSpan.Zero)],
            // Not checked yet, perhaps: not kept.
            Parameters = ImmutableSortedDictionary<string, string>.Empty,
        };
        await store.SaveAsync(refused, requestKey).ConfigureAwait(false);
        var live = board.Add(refused, requestKey);
        live.End(ended => ended);
        return live;
    }

    private async Task<Admitted> TryAsync(OperationRun run, string? requestKey, Exception? notReady, CancellationToken cancellationToken)
    {
        if (notReady is not null)
        {
            throw new OperationRefusedException($"Nothing was done, because what an earlier run of the panel left open could not be closed: {notReady.Message}");
        }

        if (_closed)
        {
            throw new OperationRefusedException("The panel is stopping, so nothing was started. Try again when it runs.");
        }

        // The kind comes from here by name: a caller's own record could ask for a lesser permission.
        if (!_operations.TryGetValue(run.Kind.Name, out var operation))
        {
            throw new OperationRefusedException("This panel has no such operation, so nothing was done.", denial: true);
        }

        if (!await IsAllowedAsync(run.Actor, operation.Kind.Permission, cancellationToken).ConfigureAwait(false))
        {
            throw new OperationRefusedException($"You may not do this: it needs the permission {operation.Kind.Permission}. Nothing was done. Ask an administrator for it.", denial: true);
        }

        await RequireRecordingAsync(cancellationToken).ConfigureAwait(false);
        RequestCheck.Target(operation.Kind, run.Target, monitor, stacks);
        RequestCheck.Parameters(operation, run.Parameters);
        if (operation.Occupies && occupancy.TryTake(run.Id, run.Target, operation.Kind) is { } other)
        {
            throw new OperationRefusedException($"{other.Kind.Verb} of {other.Target} is still running, so nothing was started. Wait for its end, then try again.");
        }

        var scene = await LookAsync(run, cancellationToken).ConfigureAwait(false);
        scene = scene with { Subject = await operation.PrepareAsync(scene, cancellationToken).ConfigureAwait(false) };
        if (operation.Refuse(scene) is { } reason)
        {
            throw new OperationRefusedException(reason);
        }

        return await RecordIntentAsync(run, operation, scene, requestKey).ConfigureAwait(false);
    }

    private async Task<Admitted> RecordIntentAsync(OperationRun run, IOperation operation, OperationScene scene, string? requestKey)
    {
        var draft = new AuditDraft(
            AuditKind.Intent,
            run.Actor,
            operation.Kind.Name,
            run.Target.ToString(),
            scene.Subject is null ? run.Parameters : run.Parameters.SetItems(scene.Subject.Facts),
            scene.Subject?.BeforeHash ?? TargetContainers.Hash(scene.Before),
            null,
            AuditResult.None,
            null,
            null,
            run.Id,
            null);
        AuditEntry intent;
        try
        {
            intent = await audit.AppendAsync(draft, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AuditUnavailableException exception)
        {
            throw new OperationRefusedException($"Nothing was done, because it could not be recorded. {exception.Message}");
        }

        var live = board.Add(
            run with
            {
                IntentSequence = intent.Sequence,
                Stages =
                [
                    new OperationStage(OperationExecutor.IntentStage, StageState.Done, run.StartedAt, time.GetUtcNow() - run.StartedAt),
                    .. operation.Plan(scene).Select(name => new OperationStage(name, StageState.Waiting, null, null)),
                    new OperationStage(OperationExecutor.OutcomeStage, StageState.Waiting, null, null),
                ],
            },
            requestKey);
        return new Admitted(live, new Granted(operation, scene with { Intent = intent }, intent, draft));
    }

    private async Task<OperationScene> LookAsync(OperationRun run, CancellationToken cancellationToken)
    {
        var declaration = stacks.Find(run.Target.Stack.Stack);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LookTimeout);
        try
        {
            var before = await OperationScene.LookAsync(monitor.Client, run.Target, declaration, limit.Token).ConfigureAwait(false);
            return new OperationScene(
                run.Target, declaration, monitor.Client, control, compose, before, run.Parameters, options.Value.UpLog(run.Target.Stack.Stack), time);
        }
        catch (EngineException exception)
        {
            throw new OperationRefusedException($"Nothing was done, because the engine could not be asked: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            throw new OperationRefusedException(FormattableString.Invariant($"Nothing was done, because the engine did not answer within {LookTimeout.TotalSeconds:0} s. Check that it runs, then try again."));
        }
    }

    /// <summary>While an effect is unrecorded, only its repair opens the door.</summary>
    private async Task RequireRecordingAsync(CancellationToken cancellationToken)
    {
        if (!outcomes.IsLatched)
        {
            return;
        }

        try
        {
            foreach (var entry in await outcomes.RepairAsync(cancellationToken).ConfigureAwait(false))
            {
                var recorded = board.Find(entry.Correlation)?.Update(run => run with { OutcomeSequence = entry.Sequence, OutcomeHash = entry.LeafHash, Unrecorded = false });
                if (recorded is not null)
                {
                    await reconciler.SettleAsync(recorded, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is AuditUnavailableException or IOException)
        {
            throw new OperationRefusedException($"The panel is read-only, because the outcome of an earlier operation could not be recorded. Nothing was done. {exception.Message}");
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Unknown means no.")]
    private async Task<bool> IsAllowedAsync(AuditActor actor, Permission permission, CancellationToken cancellationToken)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                return await scope.ServiceProvider.GetRequiredService<IPermissionReader>().IsAllowedAsync(actor.UserId, permission, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            LogPermissionUnknown(exception, permission);
            return false;
        }
    }

    private async Task RecordDenialAsync(OperationRun run, string reason)
    {
        try
        {
            await audit.AppendAsync(
                new AuditDraft(
                    AuditKind.Denied, run.Actor, run.Kind.Name, run.Target.ToString(), ImmutableSortedDictionary<string, string>.Empty, null, null, AuditResult.Denied, null, reason, run.Id, null),
                CancellationToken.None).ConfigureAwait(false);
        }
        catch (AuditUnavailableException exception)
        {
            LogDenialLost(exception, run.Kind.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Kind} on {Target}: {Reason}")]
    private partial void LogRefused(string kind, OperationTarget target, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether {Permission} is held could not be read; it counts as no")]
    private partial void LogPermissionUnknown(Exception exception, Permission permission);

    [LoggerMessage(Level = LogLevel.Error, Message = "The denial of {Kind} could not be recorded")]
    private partial void LogDenialLost(Exception exception, string kind);
}

/// <param name="Granted">Null when the run was refused.</param>
internal sealed record Admitted(LiveRun Live, Granted? Granted);

/// <param name="Draft">Of the intent; the outcome is made from it.</param>
internal sealed record Granted(IOperation Operation, OperationScene Scene, AuditEntry Intent, AuditDraft Draft);

/// <param name="denial">Someone asked for what they may not have: goes into the audit log.</param>
internal sealed class OperationRefusedException(string message, bool denial = false) : Exception(message)
{
    public bool Denial { get; } = denial;
}
