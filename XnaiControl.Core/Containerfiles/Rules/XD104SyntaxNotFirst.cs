using System.Text.RegularExpressions;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed partial class XD104SyntaxNotFirst : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD104",
        RuleCategory.Containerfile,
        "A # syntax= line that is not first",
        Severity.Warning,
        "Builders read parser directives at the very top only. Behind another comment, a blank line or an instruction, # syntax= is a comment: "
        + "the build uses whatever frontend the builder brings, and a file that needs a newer one fails on one machine and not on another.",
        "Move the line to the top of the file, above every comment and blank line, or take it out.",
        Bad: "# The crawler's image\n# syntax=docker/dockerfile:1\nFROM python:3.12-slim",
        Good: "# syntax=docker/dockerfile:1\n# The crawler's image\nFROM python:3.12-slim",
        Source: "Dockerfile reference, parser directives");

    public IEnumerable<Finding> Check(LintInput input)
    {
        var source = input.File.Source;
        if (input.File.Pieces.FirstOrDefault(piece => piece.Kind == PieceKind.Comment && IsSyntax(source.Slice(piece.Span))) is { Span.Length: > 0 } found)
        {
            var match = Pattern().Match(source.Slice(found.Span).ToString()).Groups["directive"];
            var place = new TextSpan(found.Span.Start + match.Index, match.Length);
            yield return input.Finding(Info, place, "syntax", "# syntax= is not at the top and has no effect", input.Seen(match.Value, place));
        }
    }

    private static bool IsSyntax(ReadOnlySpan<char> comment) => Pattern().IsMatch(comment);

    [GeneratedRegex(@"\A\s*(?<directive>#\s*syntax\s*=\s*\S{1,200})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
