namespace XnaiControl.Core.Operations;

/// <summary>One operation at a time on a target; a stack and its services exclude each other.</summary>
internal sealed class Occupancy
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (OperationTarget Target, OperationKind Kind)> _taken = new(StringComparer.Ordinal);

    /// <summary>Null when the target is now taken for this run, else the operation that has it.</summary>
    public (OperationTarget Target, OperationKind Kind)? TryTake(string runId, OperationTarget target, OperationKind kind)
    {
        lock (_gate)
        {
            if (Find(target) is { } other)
            {
                return other;
            }

            _taken[runId] = (target, kind);
            return null;
        }
    }

    public void Release(string runId)
    {
        lock (_gate)
        {
            _taken.Remove(runId);
        }
    }

    /// <summary>The operation that runs on the target, its stack or a service of it.</summary>
    public (OperationTarget Target, OperationKind Kind)? On(OperationTarget target)
    {
        lock (_gate)
        {
            return Find(target);
        }
    }

    private (OperationTarget Target, OperationKind Kind)? Find(OperationTarget target)
    {
        foreach (var taken in _taken.Values)
        {
            if (taken.Target.Stack == target.Stack && (taken.Target.Service.Length == 0 || target.Service.Length == 0 || taken.Target.Service == target.Service))
            {
                return taken;
            }
        }

        return null;
    }
}
