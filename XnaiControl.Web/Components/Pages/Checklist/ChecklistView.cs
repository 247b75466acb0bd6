using System.Collections.Immutable;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Runbook;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Pages.Checklist;

/// <summary>The guide held against a stack, as the page shows it: phases with steps are numbered, text phases are not.</summary>
public sealed record ChecklistView(ImmutableArray<PhaseView> Phases)
{
    public static ChecklistView Of(ImmutableArray<PhaseResult> results)
    {
        var number = 0;
        return new([.. results.Select(result => new PhaseView(result, result.Steps.IsEmpty ? 0 : ++number))]);
    }

    public ImmutableArray<PhaseView> Numbered => [.. Phases.Where(phase => phase.Number > 0)];

    /// <summary>The first phase that has something left to do; null when every check that exists passes.</summary>
    public PhaseView? Current => Numbered.FirstOrDefault(phase => phase.Result.Steps.Any(step => step.State is CheckState.Failing or CheckState.Unknown));

    public int Count(CheckState state) => Numbered.SelectMany(phase => phase.Result.Steps).Count(step => step.State == state);

    /// <summary>The step whose action is the page's one primary button.</summary>
    public string? NextStep => Numbered.SelectMany(phase => phase.Result.Steps).FirstOrDefault(step => step.State == CheckState.Failing)?.Step.Id;

    public PhaseView? Find(string? id) => Phases.FirstOrDefault(phase => phase.Result.Phase.Id == id);

    public string Title => Current is { } phase
        ? $"Recovery is in phase {phase.Number}: {phase.Result.Phase.Title}"
        : Count(CheckState.NoCheck) > 0 ? "Every check that the panel has passes" : "Every check passes";

    /// <summary><c>1.2</c>, for a step's number and for what it needs.</summary>
    public string NumberOf(string stepId)
    {
        foreach (var phase in Numbered)
        {
            var at = phase.Result.Steps.ToList().FindIndex(step => step.Step.Id == stepId);
            if (at >= 0)
            {
                return $"{phase.Number}.{at + 1}";
            }
        }

        return stepId;
    }
}

/// <param name="Number">0 for a text phase.</param>
public sealed record PhaseView(PhaseResult Result, int Number)
{
    public string Name => Number > 0 ? $"{Number} {Result.Phase.Title}" : Result.Phase.Title;

    public ImmutableArray<CheckState> States => [.. Result.Steps.Select(step => step.State)];

    public string Words => Number == 0 ? "To read" : StepWords.Count(States);
}

public static class StepWords
{
    public static string Count(IReadOnlyCollection<CheckState> states)
    {
        var parts = new List<string>();
        void Add(CheckState state, string one, string many)
        {
            if (states.Count(s => s == state) is > 0 and var count)
            {
                parts.Add($"{count} {(count == 1 ? one : many)}");
            }
        }

        Add(CheckState.Passing, "passes", "pass");
        Add(CheckState.Failing, "fails", "fail");
        Add(CheckState.Unknown, "unknown", "unknown");
        Add(CheckState.NoCheck, "without a check", "without a check");
        return string.Join(", ", parts);
    }

    /// <summary>A step's state with its count: <c>Fails, 2 of 3 checks</c>.</summary>
    public static StateWord State(StepResult step)
    {
        var word = Of(step.State);
        var all = step.Checks.Length;
        var missing = step.Checks.Count(check => check.State == CheckState.NoCheck);
        return step.State switch
        {
            CheckState.NoCheck when missing < all => word with { Word = $"{all - missing} of {all} checks, {missing} not built yet" },
            CheckState.NoCheck => word,
            _ => word with { Word = $"{word.Word}, {step.Checks.Count(check => check.State == step.State)} of {Format.Plural(all, "check")}" },
        };
    }

    public static StateWord Of(CheckState state) => StateWord.Of(state) with
    {
        Word = state switch { CheckState.Passing => "Passes", CheckState.Failing => "Fails", CheckState.NoCheck => "No check yet", _ => "Unknown" },
    };

    /// <summary>What can be done about a step now: stack operations, and service operations on the services in trouble.</summary>
    public static ImmutableArray<(OperationKind Kind, string Service)> Actions(StepResult step)
    {
        if (step.State is CheckState.Passing)
        {
            return [];
        }

        var services = step.Checks.SelectMany(check => check.Services.IsDefault ? [] : check.Services).Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. step.Step.Operations.Where(OperationKinds.All.ContainsKey).Select(name => OperationKinds.All[name])
                .SelectMany(kind => kind.OnStack ? [(kind, "")] : services.Select(service => (kind, service))).Take(4),
        ];
    }
}
