using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace XnaiControl.Tests.Compose;

/// <summary>Fixes every real file as far as it can be fixed, and looks at what that did to it with other eyes.</summary>
public class ComposeCorpusFixTests
{
    [Fact]
    public void Fix_EveryRealFile_KeepsCommentsAndOtherLinesAndSettlesAtOnce()
    {
        var folder = Corpus.Folder("corpora", "compose");
        Assert.SkipWhen(folder is null, "The corpus ../shared/corpora/compose is not beside this repository.");
        var (changed, comments, unreadable) = (0, 0, 0);
        var made = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var lint = ComposeLinter.Lint([file], LintOptions.Default);
            if (lint.Model is null)
            {
                unreadable++;
                continue;
            }

            var touched = new List<(SourceText Before, HashSet<int> Lines)>();
            var plan = FixPlanner.Run(lint, LintOptions.Default, static _ => true, [.. lint.Findings.Where(f => f.Fix is not null)], (before, findings) =>
            {
                foreach (var finding in findings)
                {
                    made[finding.Rule.Id] = made.GetValueOrDefault(finding.Rule.Id) + 1;
                }

                touched.Add((before.Files[0], LinesOf(before.Files[0], findings.SelectMany(f => f.Fix!.Edits))));
            });
            if (plan.Files.IsEmpty)
            {
                continue;
            }

            changed++;
            var (old, now) = (plan.Files[0].Before, plan.Files[0].After);
            Assert.Equal(Comments(old.Text), Comments(now.Text));
            comments += Comments(old.Text).Count;
            Explained(touched, now);

            var again = ComposeLinter.Lint([now], LintOptions.Default);
            Assert.True(again.Usable, file);
            Assert.Empty(FixPlanner.PlanAll(again, LintOptions.Default).Files);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{changed} files changed, {comments} comments in them, none lost; {unreadable} unreadable; fixes: {string.Join(", ", made.Select(m => $"{m.Key} {m.Value}"))}");
        Assert.True(changed > 3, $"Only {changed} files changed.");
    }

    /// <summary>Between two rounds, every line that an edit does not touch is still there, in order.</summary>
    private static void Explained(List<(SourceText Before, HashSet<int> Lines)> rounds, SourceText last)
    {
        for (var i = 0; i < rounds.Count; i++)
        {
            var (before, lines) = rounds[i];
            var after = i + 1 < rounds.Count ? rounds[i + 1].Before : last;
            var kept = Enumerable.Range(1, before.LineCount).Where(line => !lines.Contains(line)).Select(line => before.Line(line).ToString()).ToList();
            var at = 0;
            for (var line = 1; line <= after.LineCount && at < kept.Count; line++)
            {
                if (after.Line(line).SequenceEqual(kept[at]))
                {
                    at++;
                }
            }

            Assert.Equal(kept.Count, at);
        }
    }

    private static HashSet<int> LinesOf(SourceText source, IEnumerable<TextEdit> edits)
    {
        var lines = new HashSet<int>();
        foreach (var edit in edits)
        {
            var range = source.Range(edit.Span);

            // Whole lines that go end where the next one begins; an insertion stands at the end of a line that stays.
            var last = edit.Span.Length > 0 && range.EndColumn == 1 ? range.EndLine - 1 : range.EndLine;
            if (edit.Span.Length > 0 || !edit.NewText.StartsWith('\n') && !edit.NewText.StartsWith("\r\n", StringComparison.Ordinal))
            {
                lines.UnionWith(Enumerable.Range(range.Line, last - range.Line + 1));
            }
        }

        return lines;
    }

    private static List<string> Comments(string text)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        var found = new List<string>();
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment)
            {
                found.Add(comment.Value);
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
