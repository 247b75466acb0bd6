using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary>The builder refuses the file.</summary>
internal static class XD001NotValid
{
    public static RuleInfo Info { get; } = new(
        "XD001",
        RuleCategory.Containerfile,
        "Not a valid Dockerfile",
        Severity.Critical,
        "The build ends before its first step with a parse error that names this line. The service keeps running on the image of the last build, if there is one.",
        "Correct the line as the finding says. Other rules still look at the parts that can be read.",
        Bad: "FROM debian:12-slim\nRUM mkdir -p /app/logs",
        Good: "FROM debian:12-slim\nRUN mkdir -p /app/logs",
        Source: "Dockerfile reference: https://docs.docker.com/reference/dockerfile/");

    public static IEnumerable<Finding> Check(LintInput input) =>
        input.File.Problems.Select(problem => input.Finding(
            Info, problem.Span, problem.Message, $"{problem.Message}. {problem.Remedy}", input.Seen(Seen(input, problem), problem.Span)));

    /// <param name="before">The text before the first byte that is not UTF-8.</param>
    public static Finding NotUtf8(string file, string before, string service)
    {
        var line = before.Count(c => c == '\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        var place = new SourceRange(file, line, column, line, column + 1);
        return new Finding(Info, Info.Severity, place, service, "encoding", "The file is not UTF-8 text. Save it as UTF-8 and look at this place first.", [new Evidence("A byte here is not part of any UTF-8 character.", place)]);
    }

    /// <summary>Not the line itself: it may hold a password.</summary>
    private static string Seen(LintInput input, Problem problem) => $"Line {input.File.Source.LineColumn(problem.Span.Start).Line} is where the builder stops.";
}
