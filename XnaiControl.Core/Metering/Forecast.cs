namespace XnaiControl.Core.Metering;

public enum Trend
{
    /// <summary>Fewer readings than the estimate needs.</summary>
    TooShort,
    Steady,
    Filling,
    Draining,
    Full,
}

/// <summary>Time to full of a tmpfs by a robust slope with an 80 % interval.</summary>
/// <param name="BytesPerSecond">Estimated slope.</param>
/// <param name="TimeToFull">Null unless <see cref="Trend.Filling"/>.</param>
/// <param name="Earliest">Lower end of the interval.</param>
/// <param name="Latest">Upper end; null when open.</param>
public sealed record Forecast(Trend Trend, double BytesPerSecond, TimeSpan? TimeToFull, TimeSpan? Earliest, TimeSpan? Latest)
{
    public static readonly Forecast None = new(Trend.TooShort, 0, null, null, null);
}
