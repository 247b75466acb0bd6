using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Drift.Rules;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Drift;

/// <summary>Compares what the compose files declare with what the engine runs.</summary>
public static class DriftLinter
{
    private static readonly ImmutableArray<IDriftRule> All =
    [
        new XR101NotCreated(),
        new XR102Orphaned(),
        new XR103Mounts(),
        new XR104TmpfsOptions(),
        new XR105TmpfsModeLost(),
        new XR106Image(),
        new XR107User(),
        new XR108MemoryLimit(),
        new XR109Ports(),
        new XR110RestartPolicy(),
    ];

    /// <summary>All rules in the order of their ids.</summary>
    public static ImmutableArray<RuleInfo> Rules { get; } = [.. All.Select(rule => rule.Info)];

    /// <summary>Worst first. With an engine that does not answer, this compares with the last picture: the caller shows its age.</summary>
    public static ImmutableArray<Finding> Check(ComposeModel model, StackSnapshot snapshot)
    {
        var scene = new DriftScene(model, snapshot);
        return [.. All.SelectMany(rule => rule.Check(scene)).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Service, StringComparer.Ordinal).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)];
    }
}
