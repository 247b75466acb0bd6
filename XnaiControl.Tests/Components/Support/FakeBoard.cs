using System.Collections.Immutable;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Runbook;

namespace XnaiControl.Tests.Components.Support;

/// <summary>Two phases with fixed states.</summary>
public sealed class FakeBoard : IRunbookBoard
{
    public ImmutableArray<ImmutableArray<CheckState>> States { get; set; } =
        [[CheckState.Failing, CheckState.Failing, CheckState.Passing], [CheckState.Passing, CheckState.Unknown, CheckState.NoCheck]];

    public RunbookDefinition Definition { get; } = new("Recovery", "", [Phase("fixes", "Immediate fixes"), Phase("tuning", "Optimisation")]);

    public ImmutableArray<PhaseResult> Evaluate(StackSnapshot snapshot) =>
        [.. Definition.Phases.Zip(States, (phase, states) => new PhaseResult(phase, [.. states.Select((state, i) => new StepResult(new StepDefinition($"s{i}", $"Step {i}", "", [], [], []), state, []))]))];

    private static PhaseDefinition Phase(string id, string title) => new(id, title, "", []);
}
