namespace XnaiControl.Core.Audit;

/// <summary>A draft on its way to disk. A caller that stops waiting before the writer takes it leaves no entry behind.</summary>
internal sealed class PendingEntry(AuditDraft draft)
{
    private readonly TaskCompletionSource<AuditEntry> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _claimed;

    public AuditDraft Draft { get; } = draft;

    public Task<AuditEntry> Done => _done.Task;

    /// <summary>The writer's claim.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>The caller's claim: true when the draft will never be written.</summary>
    public bool TryWithdraw() => TryTake();

    public void Finish(AuditEntry entry) => _done.TrySetResult(entry);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
