using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

/// <summary>A run that this process holds: its current picture, replaced whole, and its end.</summary>
internal sealed class LiveRun(OperationRun run, string? requestKey, Action<OperationRun> changed)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<OperationRun> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OperationRun Current { get; private set; } = run;

    /// <summary>See <see cref="Persistence.OperationRow.RequestKey"/>.</summary>
    public string? RequestKey { get; } = requestKey;

    /// <summary>Completes with the final picture.</summary>
    public Task<OperationRun> Ended => _ended.Task;

    public OperationRun Update(Func<OperationRun, OperationRun> change)
    {
        lock (_gate)
        {
            Current = change(Current);
            // Inside the lock, so that followers see pictures in order; channels never block.
            changed(Current);
            return Current;
        }
    }

    public OperationRun End(Func<OperationRun, OperationRun> change)
    {
        var run = Update(change);
        _ended.TrySetResult(run);
        return run;
    }

    public void SetStage(string name, StageState state, DateTimeOffset? startedAt = null, TimeSpan? took = null) => Update(run =>
    {
        var index = run.Stages.ToList().FindIndex(stage => stage.Name == name && stage.State is (StageState.Waiting or StageState.Running));
        var stage = new OperationStage(name, state, startedAt ?? (index >= 0 ? run.Stages[index].StartedAt : null), took);
        return run with { Stages = index >= 0 ? run.Stages.SetItem(index, stage) : InsertBeforeLast(run.Stages, stage) };
    });

    /// <summary>What was waiting will not happen.</summary>
    public void SkipRest(string except) => Update(run => run with
    {
        Stages = [.. run.Stages.Select(stage => stage.State == StageState.Waiting && stage.Name != except ? stage with { State = StageState.Skipped } : stage)],
    });

    private static ImmutableArray<OperationStage> InsertBeforeLast(ImmutableArray<OperationStage> stages, OperationStage stage) =>
        stages.Insert(Math.Max(0, stages.Length - 1), stage);
}
