using System.Collections.Immutable;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>Questions that the rules answer: is there a finding of one of these ids.</summary>
internal static class FindingProbes
{
    /// <param name="rules">Ids separated by spaces.</param>
    public static ProbeAnswer InCompose(StackFindings? findings, string rules) => findings switch
    {
        null => ProbeAnswer.Unknown("No compose file of this stack has been checked: add it in Settings.", "compose file", null),
        { Lint.Usable: false } => ProbeAnswer.Unknown($"{Name(findings)} cannot be understood: {findings.Lint.Findings.FirstOrDefault()?.Message}", "compose file", findings.At),
        _ => Answer(findings.Lint.Findings, rules, Name(findings), "compose file", findings.At),
    };

    /// <summary>The same for the files that the services build.</summary>
    public static ProbeAnswer InContainerfiles(StackFindings? findings, string rules) => findings switch
    {
        null or { Lint.Usable: false } => ProbeAnswer.Unknown("No compose file of this stack could be checked, so what it builds is not known.", "Containerfiles", findings?.At),
        { Containerfiles.IsEmpty: true } => ProbeAnswer.Unknown($"{Name(findings)} builds no image from a Containerfile that is here.", "Containerfiles", findings.At),
        _ => Answer([.. findings.Containerfiles.SelectMany(file => file.Findings.AsEnumerable())], rules, $"{findings.Containerfiles.Length} Containerfile{(findings.Containerfiles.Length == 1 ? "" : "s")}", "Containerfiles", findings.At),
    };

    private static ProbeAnswer Answer(ImmutableArray<Finding> findings, string rules, string where, string source, DateTimeOffset at)
    {
        var ids = rules.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ProbeAnswer.From(
            [.. findings.Where(finding => ids.Contains(finding.Rule.Id)).Select(finding => (finding.Service, $"{finding.Rule.Id} {Path.GetFileName(finding.Place.File)} line {finding.Place.Line}{(finding.Service.Length > 0 ? ", " + finding.Service : "")}: {finding.Message}"))],
            [],
            $"No finding of {string.Join(", ", ids)} in {where}",
            source, at);
    }

    private static string Name(StackFindings findings) => string.Join(" and ", findings.Files.Select(Path.GetFileName));
}
