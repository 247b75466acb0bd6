namespace XnaiControl.Core.Audit;

/// <summary>What the query columns of an entry must hold, in the order of <see cref="Names"/>; written and verified from here.</summary>
internal static class AuditColumns
{
    public static readonly string[] Names = ["at_us", "kind", "actor", "operation", "target", "result", "correlation", "intent_seq"];

    public static object?[] Of(AuditEntry entry) =>
    [
        AuditLeaf.ToMicroseconds(entry.At),
        entry.Kind.ToString(),
        entry.Actor.Name,
        entry.Operation,
        entry.Target,
        entry.Result.ToString(),
        entry.Correlation,
        entry.IntentSequence,
    ];
}
