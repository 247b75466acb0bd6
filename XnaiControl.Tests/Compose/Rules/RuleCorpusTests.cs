using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace XnaiControl.Tests.Compose.Rules;

/// <summary>Redis, security and reliability rules over real files: what they find, and what their fixes do to the text.</summary>
public class RuleCorpusTests
{
    private static readonly RuleCategory[] Categories = [RuleCategory.Redis, RuleCategory.Security, RuleCategory.Reliability];

    [Fact]
    public void PlanAll_RealFiles_StayReadableKeepCommentsAndSettle()
    {
        var counts = new SortedDictionary<string, (int Found, int Fixable, int Answered)>(StringComparer.Ordinal);
        var faults = new List<string>();
        var (changed, lost) = (0, 0);
        foreach (var file in Files())
        {
            var source = SourceText.FromBytes(file, File.ReadAllBytes(file));
            var lint = ComposeLinter.Lint([source], LintOptions.Default);
            var plan = FixPlanner.PlanAll(lint, LintOptions.Default, IsOwn);
            foreach (var finding in lint.Findings.Where(IsOwn))
            {
                var (found, fixable, answered) = counts.GetValueOrDefault(finding.Rule.Id);
                counts[finding.Rule.Id] = (found + 1, fixable + (finding.Fix is null ? 0 : 1), answered + (finding.Fix is not null && plan.Answered.Contains(finding) ? 1 : 0));
            }

            faults.AddRange(plan.Left.Select(left => $"{file}: {left.Finding.Rule.Id} {left.Finding.Service}: {left.Reason}"));
            foreach (var change in plan.Files)
            {
                changed++;
                var after = ComposeLinter.Lint([change.After], LintOptions.Default);
                faults.AddRange(after.Usable ? [] : [$"{file}: not readable afterwards"]);
                faults.AddRange(FixPlanner.PlanAll(after, LintOptions.Default, IsOwn).Files.Select(_ => $"{file}: a second run changes it again"));
                var missing = Comments(source.Text).Except(Comments(change.After.Text)).ToList();
                lost += missing.Count;
                faults.AddRange(missing.Select(comment => $"{file}: the comment #{comment.Text} is lost"));
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{changed} files changed, {lost} comments lost\n{string.Join('\n', counts.Select(pair => $"{pair.Key}: {pair.Value.Found} found, {pair.Value.Fixable} with a fix, {pair.Value.Answered} answered"))}");
        Assert.True(changed > 100, $"Only {changed} files changed.");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static bool IsOwn(Finding finding) => Categories.Contains(finding.Rule.Category);

    private static IEnumerable<string> Files()
    {
        var folder = Corpus.Folder("corpora", "compose");
        Assert.SkipWhen(folder is null, "The corpus ../shared/corpora/compose is not beside this repository.");
        return Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }

    /// <summary>By another reader than the one under test; the number keeps repeated comments apart.</summary>
    private static IEnumerable<(string Text, int Number)> Comments(string yaml)
    {
        var scanner = new Scanner(new StringReader(yaml), skipComments: false);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (Next(scanner))
        {
            if (scanner.Current is Comment comment)
            {
                seen[comment.Value] = seen.GetValueOrDefault(comment.Value) + 1;
                yield return (comment.Value, seen[comment.Value]);
            }
        }
    }

    private static bool Next(Scanner scanner)
    {
        try
        {
            return scanner.MoveNext();
        }
        catch (YamlException)
        {
            return false;
        }
    }
}
