using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>
/// The one door through which every change passes: permission reread, intent durably appended, executed with
/// progress, outcome appended. The caller's going away does not cancel it; it has its own timeout.
/// </summary>
public interface IOperationDesk
{
    /// <summary>
    /// Starts an operation and returns its run at once; a refusal is a run in state <see cref="OperationState.Refused"/>
    /// whose error names the reason (permission, audit unavailable, or the operation that occupies the target).
    /// </summary>
    Task<OperationRun> StartAsync(OperationRequest request, AuditActor actor, CancellationToken cancellationToken);

    /// <summary>Waits for the end of a run.</summary>
    Task<OperationRun> WaitAsync(string id, CancellationToken cancellationToken);

    /// <summary>A run by its id, also from before the panel's last start; null when unknown.</summary>
    Task<OperationRun?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Newest first, across restarts of the panel.</summary>
    Task<ImmutableArray<OperationRun>> RecentAsync(StackKey? stack, int limit, CancellationToken cancellationToken);

    /// <summary>Follows every run: each change is one item; capacity 64, drop oldest. Dispose the handle to end.</summary>
    (ChannelReader<OperationRun> Reader, IDisposable Handle) Subscribe();

    /// <summary>Things worth knowing before confirming: lost tmpfs modes, data on tmpfs that will be gone, running operations.</summary>
    ImmutableArray<string> Warnings(OperationKind kind, OperationTarget target);
}
