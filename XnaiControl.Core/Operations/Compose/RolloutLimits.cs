namespace XnaiControl.Core.Operations;

/// <summary>How long a changed service may take.</summary>
/// <param name="Command">The longest that the compose command may take to create and start it, a pull or build included.</param>
/// <param name="Steady">Without a health check, running this long without an end counts as well.</param>
/// <param name="Healthy">With one, the longest wait whatever the check's own times.</param>
/// <param name="Evidence">Log lines that are kept of a container that did not get there.</param>
internal sealed record RolloutLimits(TimeSpan Command, TimeSpan Steady, TimeSpan Healthy, int Evidence)
{
    public static readonly RolloutLimits Default = new(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(4), 30);
}
