using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Rules.Mounts;

/// <summary>Every mount rule over real compose files: what it finds, and what its fixes do to files that nobody wrote for it.</summary>
public partial class MountRulesCorpusTests
{
    private static readonly LintOptions Options = LintOptions.Default with { Rootless = true, HostMemoryBytes = 16L << 30 };

    [Fact]
    public void PlanAll_RealFiles_ParsesKeepsCommentsAndIsDone()
    {
        var folder = Corpus.Folder("corpora", "compose");
        Assert.SkipWhen(folder is null, "The corpus ../shared/corpora/compose is not beside this repository.");
        var found = new SortedDictionary<string, (int Findings, int Fixable)>(StringComparer.Ordinal);
        var (changed, comments) = (0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Read(file) is not { } source || ComposeLinter.Lint([source], Options) is not { Usable: true } lint)
            {
                continue;
            }

            foreach (var finding in lint.Findings.Where(IsMount))
            {
                var (findings, fixable) = found.GetValueOrDefault(finding.Rule.Id);
                found[finding.Rule.Id] = (findings + 1, fixable + (finding.Fix is null ? 0 : 1));
                TestContext.Current.TestOutputHelper!.WriteLine($"{Path.GetRelativePath(folder, finding.Place.ToString())} {finding.Rule.Id} {finding.Severity} {finding.Service}: {finding.Message} [{finding.Fix?.Title ?? finding.NoFix}]");
            }

            var plan = FixPlanner.PlanAll(lint, Options, IsMount);
            if (plan.Files is [var change])
            {
                changed++;
                comments += Comments(change.Before).Count;
                Assert.Equal(Comments(change.Before), Comments(change.After));
                var again = ComposeLinter.Lint([change.After], Options);
                Assert.True(again.Usable, file);
                Assert.True(FixPlanner.PlanAll(again, Options, IsMount).Files.IsEmpty, $"A second run changes {file}.");
                Assert.All(plan.Left, left => Assert.NotEmpty(left.Reason));
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', found.Select(pair => $"{pair.Key}: {pair.Value.Findings} findings, {pair.Value.Fixable} with a fix")));
        TestContext.Current.TestOutputHelper!.WriteLine($"{changed} files changed, {comments} comments in them kept");
        Assert.True(changed > 0);
    }

    private static bool IsMount(Finding finding) => finding.Rule.Category == RuleCategory.Mounts;

    private static SourceText? Read(string file)
    {
        try
        {
            return SourceText.FromBytes(file, File.ReadAllBytes(file));
        }
        catch (System.Text.DecoderFallbackException)
        {
            return null;
        }
    }

    private static List<string> Comments(SourceText source) => [.. CommentPattern().Matches(source.Text).Select(match => match.Value.TrimEnd()).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"(?:(?<=^)|(?<=\s))#.*$", RegexOptions.Multiline)]
    private static partial Regex CommentPattern();
}
