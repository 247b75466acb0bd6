using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <param name="Service">Empty when the operation is on the stack.</param>
public sealed record OperationTarget(StackKey Stack, string Service)
{
    public override string ToString() => Service.Length == 0 ? Stack.ToString() : $"{Stack}/{Service}";
}

/// <param name="Parameters">Allow-listed by the operation; unknown names are refused.</param>
/// <param name="IdempotencyKey">A second request with the same key returns the first run: a double click runs once.</param>
public sealed record OperationRequest(OperationKind Kind, OperationTarget Target, ImmutableSortedDictionary<string, string> Parameters, string IdempotencyKey);
