namespace XnaiControl.Core.Compose;

/// <summary>A compose file cannot be read. The message names the place, what is wrong and what to do.</summary>
public sealed class ComposeException(Place place, string problem, string remedy, Exception? inner = null)
    : Exception($"{place}: {problem} {remedy}", inner)
{
    public Place Place { get; } = place;

    /// <summary>What is wrong, one sentence.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do, one sentence.</summary>
    public string Remedy { get; } = remedy;
}
