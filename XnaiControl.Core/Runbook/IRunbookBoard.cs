using System.Collections.Immutable;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Runbook;

/// <summary>Holds the guide against a stack as it is now.</summary>
public interface IRunbookBoard
{
    RunbookDefinition Definition { get; }

    /// <summary>Asks every check; pure and cheap, remembered per snapshot, so that each page may call it at each beat.</summary>
    ImmutableArray<PhaseResult> Evaluate(StackSnapshot snapshot);
}
