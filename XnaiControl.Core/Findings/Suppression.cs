using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace XnaiControl.Core.Findings;

/// <summary>A comment <c># xnai-ignore: XC101 reason</c>: it silences the rule on its own line, or, alone on a line, on the next line with content.</summary>
/// <param name="Line">The silenced line, from 1.</param>
public sealed record Suppression(string RuleId, int Line, string Reason, SourceRange Place);

/// <summary>Reads suppressions and applies them.</summary>
public static partial class Suppressions
{
    /// <summary>Those with a reason; one without a reason silences nothing.</summary>
    public static ImmutableArray<Suppression> In(SourceText source)
    {
        if (!source.Text.Contains("xnai-ignore", StringComparison.Ordinal))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<Suppression>();
        var content = 0; // The last answer holds up to its line, so that a long run of comments is walked once.
        for (var line = 1; line <= source.LineCount; line++)
        {
            var text = source.Line(line).ToString();
            if (Pattern().Match(text) is { Success: true } match)
            {
                var alone = text.AsSpan(0, match.Index).Trim().IsEmpty;
                content = alone && content <= line ? NextContent(source, line) : content;
                var place = source.Range(new TextSpan(source.LineStart(line) + match.Index, match.Length));
                foreach (var id in match.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries))
                {
                    found.Add(new Suppression(id, alone ? content : line, match.Groups["reason"].Value.Trim(), place));
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The findings that stay, and those that a comment silences, each with its comment.</summary>
    public static (ImmutableArray<Finding> Open, ImmutableArray<(Finding Finding, Suppression By)> Suppressed) Apply(
        IEnumerable<Finding> findings, IEnumerable<SourceText> sources)
    {
        var known = sources.SelectMany(source => In(source).AsEnumerable()).ToLookup(suppression => (suppression.Place.File, suppression.RuleId, suppression.Line));
        var open = ImmutableArray.CreateBuilder<Finding>();
        var silenced = ImmutableArray.CreateBuilder<(Finding, Suppression)>();
        foreach (var finding in findings)
        {
            if (known[(finding.Place.File, finding.Rule.Id, finding.Place.Line)].FirstOrDefault() is { } by)
            {
                silenced.Add((finding, by));
            }
            else
            {
                open.Add(finding);
            }
        }

        return (open.ToImmutable(), silenced.ToImmutable());
    }

    private static int NextContent(SourceText source, int line)
    {
        do
        {
            line++;
        }
        while (line <= source.LineCount && (source.Line(line).Trim().IsEmpty || source.Line(line).TrimStart().StartsWith("#")));
        return line;
    }

    [GeneratedRegex(@"(?<=^|\s)#\s*xnai-ignore:\s*(?<ids>X[A-Z]\d+(?:\s*,\s*X[A-Z]\d+)*)\s+(?<reason>\S.*)$")]
    private static partial Regex Pattern();
}
