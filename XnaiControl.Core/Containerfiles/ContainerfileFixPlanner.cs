using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles;

/// <summary>Combines fixes of one Containerfile. After every round the file is read again; a fix that a builder would then refuse is left out.</summary>
public static class ContainerfileFixPlanner
{
    /// <summary>Fixes at one place wait for each other; no file needs as many rounds.</summary>
    private const int MaxRounds = 16;

    /// <summary>The chosen findings' fixes.</summary>
    /// <param name="lint">The result that the findings are from.</param>
    public static FixPlan Plan(ContainerfileLintResult lint, IReadOnlyCollection<Finding> chosen)
    {
        var keys = chosen.Select(finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        return Combine(lint, chosen, finding => keys.Contains(finding.Key));
    }

    /// <summary>Everything that has a fix, until a further round changes nothing.</summary>
    /// <param name="wanted">Which findings to answer; null for all.</param>
    public static FixPlan PlanAll(ContainerfileLintResult lint, Func<Finding, bool>? wanted = null)
    {
        wanted ??= _ => true;
        return Combine(lint, [.. lint.Findings.Where(wanted)], wanted);
    }

    private static FixPlan Combine(ContainerfileLintResult lint, IReadOnlyCollection<Finding> chosen, Func<Finding, bool> wanted)
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var now = lint;
        for (var round = 0; round < MaxRounds; round++)
        {
            var fixes = FixesOfOneRound(now.Findings.Where(finding => wanted(finding) && !refused.ContainsKey(finding.Key)));
            var next = now.Source.With(Sound(now.Source, fixes, out var newlyRefused));
            foreach (var (key, reason) in newlyRefused)
            {
                refused[key] = reason;
            }

            if (next.Text == now.Source.Text)
            {
                break;
            }

            now = ContainerfileLinter.Lint(next, lint.Context);
        }

        var left = now.Findings.ToLookup(finding => finding.Key, StringComparer.Ordinal);
        return new FixPlan(
            now.Source.Text == lint.Source.Text ? [] : [new FileChange(lint.Source, now.Source)],
            [.. lint.Findings.Where(finding => !left.Contains(finding.Key))],
            [.. chosen.Where(finding => left.Contains(finding.Key)).Select(finding => (finding, Reason(left[finding.Key].First(), refused)))],
            []);
    }

    /// <summary>In the order of the file, without those that touch what another one changes.</summary>
    private static List<Finding> FixesOfOneRound(IEnumerable<Finding> findings)
    {
        var taken = new List<Finding>();
        var end = -1;
        foreach (var finding in findings.Where(finding => finding.Fix is not null).OrderBy(finding => finding.Fix!.Edits.Min(edit => edit.Span.Start)))
        {
            // One fix's edits stay within their instruction, so the stretches from first to last edit are compared.
            if (finding.Fix!.Edits.Min(edit => edit.Span.Start) > end)
            {
                taken.Add(finding);
                end = finding.Fix.Edits.Max(edit => edit.Span.End);
            }
        }

        return taken;
    }

    /// <summary>The edits of those fixes after which the file reads as well as before; the others' keys with the reason.</summary>
    internal static List<TextEdit> Sound(SourceText source, List<Finding> fixes, out Dictionary<string, string> refused)
    {
        refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = ContainerfileReader.Read(source).Problems.Select(problem => problem.Message).ToHashSet(StringComparer.Ordinal);
        var sound = new List<TextEdit>();
        var open = new Stack<List<Finding>>();
        open.Push(fixes);
        while (open.TryPop(out var some) && some.Count > 0)
        {
            var edits = some.SelectMany(finding => finding.Fix!.Edits).ToList();
            var fault = ContainerfileReader.Read(source.With(sound.Concat(edits))).Problems.FirstOrDefault(problem => !known.Contains(problem.Message));
            if (fault is null)
            {
                sound.AddRange(edits);
            }
            else if (some.Count == 1)
            {
                refused[some[0].Key] = $"After the fix the file would not be valid: {fault.Message}. Nothing was changed for it.";
            }
            else
            {
                open.Push(some[(some.Count / 2)..]);
                open.Push(some[..(some.Count / 2)]);
            }
        }

        return sound;
    }

    private static string Reason(Finding finding, Dictionary<string, string> refused) =>
        refused.TryGetValue(finding.Key, out var reason) ? reason
        : finding.NoFix ?? (finding.Fix is null ? "No fix is certain here; do what the rule's page says by hand." : "The finding is still there after its fix; change the line by hand.");
}
