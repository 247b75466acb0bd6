using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD110UnpinnedBase : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD110",
        RuleCategory.Containerfile,
        "An unpinned base image",
        Severity.Warning,
        "The next build may start from another system: new Python, new libraries, a removed tool. A recovery by rebuild then brings back something else than what ran.",
        "Write a version tag, or a digest for the same bytes every time.",
        Bad: "FROM python",
        Good: "FROM python:3.12-slim",
        Source: "Dockerfile reference, FROM");

    public IEnumerable<Finding> Check(LintInput input)
    {
        foreach (var stage in input.Stages)
        {
            if (stage is { Parent: null, Base: { Length: > 0 } image } && image != "scratch" && ImageName.Unpinned(image) is { } lack)
            {
                yield return Unpinned(input, stage.From.PlaceOf(stage.From.Words[0]), image, lack, stage.From.Words[0].Value);
            }

            foreach (var step in stage.Steps.Where(step => step.Effective.Keyword is "COPY" or "RUN"))
            {
                foreach (var (from, place) in Sources(step.Effective))
                {
                    // A name without a slash may be a build context that only the command line knows.
                    if (step.Before.Expand(from) is { } other && (other.Contains('/', StringComparison.Ordinal) || other.EndsWith(":latest", StringComparison.Ordinal)) && ImageName.Unpinned(other) is { } missing)
                    {
                        yield return Unpinned(input, place, other, missing, from);
                    }
                }
            }
        }
    }

    private Finding Unpinned(LintInput input, TextSpan place, string image, string lack, string written) =>
        input.Finding(Info, place, image, $"The image {image} {lack}", input.Seen(written == image ? written : $"{written} is {image} with the defaults of ARG", place));

    private static IEnumerable<(string From, TextSpan Place)> Sources(Instruction instruction)
    {
        foreach (var flag in instruction.Flags)
        {
            var from = flag.Name switch
            {
                "from" => flag.Value,
                "mount" => flag.Value.Split(',').FirstOrDefault(option => option.StartsWith("from=", StringComparison.Ordinal))?[5..],
                _ => null,
            };
            if (!string.IsNullOrEmpty(from))
            {
                yield return (from, instruction.Text.InFile(flag.Start, flag.Length));
            }
        }
    }
}
