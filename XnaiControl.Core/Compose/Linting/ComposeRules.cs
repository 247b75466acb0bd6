using System.Collections.Immutable;
using XnaiControl.Core.Compose.Rules;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>Every rule over the model, in the order of the ids.</summary>
internal static class ComposeRules
{
    public static readonly ImmutableArray<IComposeRule> All = [.. MountRules.All, .. RedisRules.All, .. SecurityRules.All, .. ReliabilityRules.All];
}
