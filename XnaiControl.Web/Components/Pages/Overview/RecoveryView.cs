using System.Collections.Immutable;
using XnaiControl.Core.Runbook;

namespace XnaiControl.Web.Components.Pages.Overview;

/// <summary>How far the recovery is, by phase.</summary>
internal sealed record RecoveryView(ImmutableArray<RecoveryPhase> Phases)
{
    public static readonly RecoveryView Empty = new([]);

    public static RecoveryView Of(ImmutableArray<PhaseResult> phases) =>
        new([.. phases.Where(phase => !phase.Steps.IsEmpty).Select((phase, i) => new RecoveryPhase(phase.Phase.Id, $"{i + 1} {phase.Phase.Title}", [.. phase.Steps.Select(step => step.State)]))]);

    public int Steps => Phases.Sum(p => p.States.Length);

    public int Passing => Phases.Sum(p => p.States.Count(s => s == CheckState.Passing));

    public ImmutableArray<ImmutableArray<CheckState>> Groups => [.. Phases.Select(p => p.States)];

    public string Words => "Steps: " + RecoveryPhase.Count(Phases.SelectMany(p => p.States));

    public bool Shows(RecoveryView other) =>
        Phases.Length == other.Phases.Length && Phases.Zip(other.Phases).All(pair => pair.First.Id == pair.Second.Id && pair.First.States.AsSpan().SequenceEqual(pair.Second.States.AsSpan()));
}

internal sealed record RecoveryPhase(string Id, string Title, ImmutableArray<CheckState> States)
{
    /// <summary><c>1 passes, 3 fail</c></summary>
    public string Words => Count(States);

    internal static string Count(IEnumerable<CheckState> states)
    {
        var by = states.CountBy(s => s).ToDictionary();
        int Of(CheckState state) => by.GetValueOrDefault(state);
        var parts = new List<string>();
        if (Of(CheckState.Passing) is > 0 and var pass) { parts.Add(pass == 1 ? "1 passes" : $"{pass} pass"); }
        if (Of(CheckState.Failing) is > 0 and var fail) { parts.Add(fail == 1 ? "1 fails" : $"{fail} fail"); }
        if (Of(CheckState.Unknown) is > 0 and var unknown) { parts.Add($"{unknown} unknown"); }
        if (Of(CheckState.NoCheck) is > 0 and var open) { parts.Add($"{open} without a check"); }
        return parts.Count == 0 ? "no steps" : string.Join(", ", parts);
    }
}
