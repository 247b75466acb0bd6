namespace XnaiControl.Core.Engine.Discovery;

/// <summary>A place where an engine may listen.</summary>
/// <param name="Address">As given: a path, <c>unix://…</c>, or something this panel cannot use.</param>
/// <param name="Chosen">A person named it: nothing else is tried, even when it does not answer.</param>
internal sealed record EndpointCandidate(string Address, string FoundBy, bool Chosen);

/// <summary>One source of candidates; sources are asked in order.</summary>
internal interface IEndpointProvider
{
    IEnumerable<EndpointCandidate> Candidates();
}

/// <summary>What the providers look at, so that they can be tested away from this machine.</summary>
internal sealed record DiscoveryEnvironment(Func<string, string?> Variable, uint Uid)
{
    public static DiscoveryEnvironment OfThisProcess() => new(Environment.GetEnvironmentVariable, NativeUser.Id);
}
