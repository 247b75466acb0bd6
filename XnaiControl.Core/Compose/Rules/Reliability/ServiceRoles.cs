using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>What a service is for, as far as the file shows it.</summary>
internal static partial class ServiceRoles
{
    /// <summary>It ends by itself and should: a job that others wait for, one that runs by hand, or one that says so.</summary>
    public static bool IsJob(ComposeScene scene, ComposeService service) =>
        !service.Profiles.IsEmpty
        || scene.DependantsOf(service.Name).Any(user => user.Dependency.Condition == "service_completed_successfully")
        || Job().IsMatch(service.Name)
        || (service.Node.Find("deploy") as MappingNode)?.Find("mode") is ScalarNode { Value: "global-job" or "replicated-job" };

    /// <summary>False for a fragment that other files or services complete.</summary>
    public static bool IsComplete(ComposeService service) => (service.Image ?? service.Build?.Context) is not null;

    /// <summary>Two services of different profiles are alternatives: they need not run together.</summary>
    public static bool MayRunTogether(ComposeService a, ComposeService b) => a.Profiles.IsEmpty || b.Profiles.IsEmpty || a.Profiles.Intersect(b.Profiles).Any();

    [GeneratedRegex("(?:^|[_.-])(?:init|migrat(?:e|ion|ions|or)|setup|seed(?:er)?|bootstrap|install(?:er)?|job|once|oneshot|tests?|cli|shell|backup|build(?:er)?|certs?|permissions?|wait)(?:[_.-]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Job();
}
