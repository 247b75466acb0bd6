using System.Collections.Immutable;

namespace XnaiControl.Core.Runbook;

public enum CheckState { NoCheck, Passing, Failing, Unknown }

/// <summary>The recovery guide as data.</summary>
public sealed record RunbookDefinition(string Title, string Summary, ImmutableArray<PhaseDefinition> Phases);

/// <param name="Text">Markdown.</param>
public sealed record PhaseDefinition(string Id, string Title, string Text, ImmutableArray<StepDefinition> Steps);

/// <param name="Text">Markdown, the guide's own text.</param>
/// <param name="Needs">Ids of steps that come first.</param>
/// <param name="Operations">Operation names offered with this step.</param>
public sealed record StepDefinition(
    string Id, string Title, string Text, ImmutableArray<string> Needs, ImmutableArray<CheckDefinition> Checks, ImmutableArray<string> Operations);

/// <param name="Probe">Name of a built-in probe, with its argument after a space where it takes one, or null: no check yet.</param>
public sealed record CheckDefinition(string Title, string? Probe);

/// <summary>What a check saw, when and from where.</summary>
/// <param name="Services">The services it found in trouble; operations on a service are offered for these.</param>
public sealed record CheckResult(CheckDefinition Check, CheckState State, string Evidence, string Source, DateTimeOffset? At, ImmutableArray<string> Services);

/// <param name="State">Failing or unknown when any check is; passing only when every check passes: a step with a check still missing is not proven.</param>
public sealed record StepResult(StepDefinition Step, CheckState State, ImmutableArray<CheckResult> Checks);

public sealed record PhaseResult(PhaseDefinition Phase, ImmutableArray<StepResult> Steps);
