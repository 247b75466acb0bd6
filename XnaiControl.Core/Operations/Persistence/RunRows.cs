using System.Collections.Immutable;
using System.Text.Json;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations.Persistence;

/// <summary>Runs to rows and back.</summary>
internal static class RunRows
{
    public static void Copy(OperationRun run, OperationRow row)
    {
        row.Kind = run.Kind.Name;
        row.Engine = run.Target.Stack.Engine;
        row.Stack = run.Target.Stack.Stack;
        row.Service = run.Target.Service;
        row.Actor = JsonSerializer.Serialize(run.Actor);
        row.Parameters = JsonSerializer.Serialize(run.Parameters);
        row.State = run.State.ToString();
        row.StartedMicroseconds = AuditLeaf.ToMicroseconds(run.StartedAt);
        row.TookMicroseconds = run.Took?.Ticks / TimeSpan.TicksPerMicrosecond;
        row.Stages = JsonSerializer.Serialize(run.Stages);
        row.Output = string.Join('\n', run.Output);
        row.OutputSkipped = run.OutputSkipped;
        row.Summary = run.Summary;
        row.Error = run.Error;
        row.IntentSequence = run.IntentSequence;
        row.OutcomeSequence = run.OutcomeSequence;
        row.OutcomeHash = run.OutcomeHash;
        row.Unrecorded = run.Unrecorded;
    }

    public static OperationRow ToRow(OperationRun run, string? requestKey)
    {
        var row = new OperationRow
        {
            Id = run.Id, Kind = "", Engine = "", Stack = "", Service = "", Actor = "", Parameters = "", State = "", Stages = "", Output = "", RequestKey = requestKey,
        };
        Copy(run, row);
        return row;
    }

    public static OperationRun ToRun(OperationRow row) => new(
        row.Id,
        KindOf(row.Kind),
        new OperationTarget(new StackKey(row.Engine, row.Stack), row.Service),
        JsonSerializer.Deserialize<AuditActor>(row.Actor) ?? AuditActor.Panel,
        JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(row.Parameters) ?? ImmutableSortedDictionary<string, string>.Empty,
        Enum.Parse<OperationState>(row.State),
        AuditLeaf.FromMicroseconds(row.StartedMicroseconds),
        row.TookMicroseconds is { } took ? TimeSpan.FromTicks(took * TimeSpan.TicksPerMicrosecond) : null,
        JsonSerializer.Deserialize<ImmutableArray<OperationStage>>(row.Stages),
        row.Output.Length == 0 ? [] : [.. row.Output.Split('\n')],
        row.OutputSkipped,
        row.Summary,
        row.Error,
        row.IntentSequence,
        row.OutcomeSequence,
        row.OutcomeHash,
        row.Unrecorded);

    /// <summary>An operation that a later version of the panel dropped keeps its name.</summary>
    public static OperationKind KindOf(string name) => OperationKinds.All.TryGetValue(name, out var kind)
        ? kind
        : new OperationKind(name, name, false, Permission.ManageSettings, Risk.Destructive, TimeSpan.Zero, "This version of the panel does not know this operation.");
}
