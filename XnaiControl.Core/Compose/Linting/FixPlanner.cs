using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>Combines fixes and proves the result: it parses, and only services that a chosen finding names have changed.</summary>
public static class FixPlanner
{
    /// <summary>Fixes on one line follow each other, and one fix may open the way for the next; more rounds mean two rules that undo each other.</summary>
    private const int MostRounds = 12;

    /// <summary>The chosen findings' fixes, in as many rounds as fixes on one line need.</summary>
    public static FixPlan Plan(LintResult lint, IReadOnlyCollection<Finding> chosen, LintOptions options)
    {
        var keys = chosen.Select(finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        return Run(lint, options, finding => keys.Contains(finding.Key), chosen);
    }

    /// <summary>Everything that has a fix, until a further round changes nothing.</summary>
    /// <param name="wanted">Which findings to answer; null for all.</param>
    public static FixPlan PlanAll(LintResult lint, LintOptions options, Func<Finding, bool>? wanted = null) =>
        Run(lint, options, wanted ?? (static _ => true), [.. lint.Findings.Where(finding => finding.Fix is not null && (wanted is null || wanted(finding)))]);

    /// <param name="made">Hears each round: the versions before it and the findings whose edits it made.</param>
    internal static FixPlan Run(LintResult lint, LintOptions options, Func<Finding, bool> wanted, IReadOnlyCollection<Finding> chosen, Action<LintResult, IReadOnlyList<Finding>>? made = null)
    {
        var start = lint.NamedFiles;
        var now = lint;
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        var tried = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds && now.Model is not null; round++)
        {
            var batch = Batch(now.Findings.Where(finding => finding.Fix is not null && wanted(finding) && !refused.ContainsKey(finding.Key)), tried, refused);
            if (batch.Count == 0)
            {
                break;
            }

            now = Apply(now, batch, refused, options, made);
        }

        var left = now.Findings.Select(finding => finding.Key).ToHashSet(StringComparer.Ordinal);
        return new FixPlan(
            [.. start.Zip(now.NamedFiles).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => new FileChange(pair.First, pair.Second))],
            [.. lint.Findings.Where(finding => !left.Contains(finding.Key))],
            [.. chosen.Where(finding => left.Contains(finding.Key)).Select(finding => (finding, Reason(finding, refused)))],
            lint.Model is null || now.Model is null ? [] : ServicePrints.Changed(lint.Model, now.Model));
    }

    private static string Reason(Finding finding, Dictionary<string, string> refused) =>
        refused.GetValueOrDefault(finding.Key) ?? finding.NoFix ?? "There is no certain fix; its explanation says what to do by hand.";

    /// <summary>As many as do not collide; identical edits of several findings are made once.</summary>
    private static List<Finding> Batch(IEnumerable<Finding> findings, Dictionary<string, int> tried, Dictionary<string, string> refused)
    {
        var batch = new List<Finding>();
        var taken = new Dictionary<string, List<TextSpan>>(StringComparer.Ordinal);
        var made = new HashSet<TextEdit>();
        foreach (var finding in findings)
        {
            if (tried.GetValueOrDefault(finding.Key) >= 3)
            {
                refused[finding.Key] = "Its fix was made and the finding came back; another fix undoes it.";
                continue;
            }

            var edits = finding.Fix!.Edits.Where(edit => !made.Contains(edit)).ToList();
            if (edits.Exists(edit => taken.GetValueOrDefault(edit.File)?.Exists(span => span.Collides(edit.Span)) == true))
            {
                continue;
            }

            foreach (var edit in edits)
            {
                if (!taken.TryGetValue(edit.File, out var spans))
                {
                    taken[edit.File] = spans = [];
                }

                spans.Add(edit.Span);
                made.Add(edit);
            }

            tried[finding.Key] = tried.GetValueOrDefault(finding.Key) + 1;
            batch.Add(finding);
        }

        return batch;
    }

    /// <summary>The next version. A batch that is not provably right is made one by one.</summary>
    private static LintResult Apply(LintResult now, List<Finding> batch, Dictionary<string, string> refused, LintOptions options, Action<LintResult, IReadOnlyList<Finding>>? made)
    {
        var allowed = batch.Select(finding => finding.Service).ToHashSet(StringComparer.Ordinal);
        var (reason, after) = FixGuard.Objection(now.Model!, now.NamedFiles, batch.SelectMany(finding => finding.Fix!.Edits), allowed, options);
        if (reason is null)
        {
            made?.Invoke(now, batch);
            return Relint(now, after, options);
        }

        if (batch.Count == 1)
        {
            refused[batch[0].Key] = reason;
            return now;
        }

        foreach (var finding in batch)
        {
            var twins = batch.Where(f => f.Rule == finding.Rule && f.Fix!.Edits.SequenceEqual(finding.Fix!.Edits)).Select(f => f.Service).ToHashSet(StringComparer.Ordinal);
            var (objection, alone) = FixGuard.Objection(now.Model!, now.NamedFiles, finding.Fix!.Edits, twins, options);
            if (objection is null)
            {
                made?.Invoke(now, [finding]);
                return Relint(now, alone, options);
            }

            refused[finding.Key] = objection;
        }

        return now;
    }

    private static LintResult Relint(LintResult now, ImmutableArray<SourceText> after, LintOptions options) =>
        ComposeLinter.Lint([.. now.NamedFiles.Select(file => file.File)], after, options);
}
