using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Drift;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Components.Pages.Rules;

/// <summary>Every rule that the panel can explain, in the order of the ids.</summary>
internal static class RuleBook
{
    public static ImmutableArray<RuleInfo> All { get; } = [.. ComposeLinter.Rules, .. ContainerfileLinter.Rules, .. DriftLinter.Rules];

    public static RuleInfo? Find(string id) => All.FirstOrDefault(rule => string.Equals(rule.Id, id, StringComparison.OrdinalIgnoreCase));

    public static string Name(RuleCategory category) => category switch
    {
        RuleCategory.Document => "The document",
        RuleCategory.Mounts => "Mounts and tmpfs",
        RuleCategory.Containerfile => "Containerfiles",
        _ => category.ToString(),
    };
}
