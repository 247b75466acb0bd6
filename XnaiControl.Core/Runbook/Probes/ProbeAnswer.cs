using System.Collections.Immutable;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>What a probe saw. Times are those of the readings, not of the question.</summary>
internal sealed record ProbeAnswer(CheckState State, string Evidence, string Source, DateTimeOffset? At, ImmutableArray<string> Services)
{
    public static ProbeAnswer Pass(string evidence, string source, DateTimeOffset? at) => new(CheckState.Passing, evidence, source, at, []);

    public static ProbeAnswer Unknown(string evidence, string source, DateTimeOffset? at) => new(CheckState.Unknown, evidence, source, at, []);

    /// <summary>Fails when there is trouble, is unknown when something could not be told, passes otherwise.</summary>
    /// <param name="trouble">Service and what is wrong with it, one entry each.</param>
    /// <param name="untold">What could not be told, and why.</param>
    public static ProbeAnswer From(
        IReadOnlyCollection<(string Service, string What)> trouble, IReadOnlyCollection<string> untold, string well, string source, DateTimeOffset? at) =>
        trouble.Count > 0 ? new(CheckState.Failing, Listed([.. trouble.Select(t => t.What)]), source, at, [.. trouble.Select(t => t.Service).Distinct()])
        : untold.Count > 0 ? Unknown(Listed(untold), source, at)
        : Pass(well, source, at);

    private static string Listed(IReadOnlyCollection<string> parts) =>
        string.Join("; ", parts.Take(6)) + (parts.Count > 6 ? $"; and {parts.Count - 6} more" : "");
}
