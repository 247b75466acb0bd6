using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>Writes the comment that silences one finding, and proves that it does that and nothing else.</summary>
internal static class IgnoreComment
{
    /// <summary>The file with the comment above the finding's line; null when no comment can silence it there.</summary>
    /// <param name="reason">One line of text, not empty.</param>
    public static FileChange? For(StackFindings findings, Finding finding, string reason)
    {
        var before = findings.Lint.Files.FirstOrDefault(file => file.File == finding.Place.File);
        if (before is null || finding.Place.Line == 0)
        {
            return null;
        }

        var start = before.LineStart(finding.Place.Line);
        var line = before.Line(finding.Place.Line);
        var comment = $"{line[..^line.TrimStart().Length]}# xnai-ignore: {finding.Rule.Id} {OneLine(reason)}{before.NewLine}";
        var after = before.With([new TextEdit(before.File, new TextSpan(start, 0), comment)]);
        return Proves(findings, finding, after) ? new FileChange(before, after) : null;
    }

    /// <summary>Inside a text block the line would become content: the finding must be silenced, and no other may come.</summary>
    private static bool Proves(StackFindings findings, Finding finding, SourceText after)
    {
        if (finding.Rule.Category == RuleCategory.Containerfile)
        {
            return Suppressions.In(after).Any(suppression => suppression.RuleId == finding.Rule.Id && suppression.Line == finding.Place.Line + 1);
        }

        var lint = ComposeLinter.Lint(findings.Files, [after], findings.Options);
        return lint.Suppressed.Any(silenced => silenced.Finding.Key == finding.Key)
            && lint.Findings.Length < findings.Lint.Findings.Length
            && lint.Findings.All(left => findings.Lint.Findings.Any(known => known.Key == left.Key));
    }

    private static string OneLine(string reason) => string.Join(' ', reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
