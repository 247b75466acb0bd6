using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>In the order of the ids.</summary>
internal static class ReliabilityRules
{
    public static ImmutableArray<IComposeRule> All =>
    [
        new XC004UnknownReference(),
        new XC401HealthCheck(),
        new XC402RestartPolicy(),
        new XC403DependencyCycle(),
        new XC404WaitForHealth(),
        new XC405ContainerName(),
        new XC406PublishedPort(),
        new XC407MemoryLimit(),
        new XC408ObsoleteVersion(),
        new XC409UnknownKey(),
    ];
}
