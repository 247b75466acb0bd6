namespace XnaiControl.Core.Metering.Forecasting;

/// <summary>A slope with the interval in which it lies with 80 % confidence, per second.</summary>
internal readonly record struct Slope(double Median, double Low, double High);

/// <summary>
/// The median of the slopes between all pairs of points: up to 29 % wild points do not move it. The interval comes
/// from the distribution of Kendall's S, without assuming how errors are distributed.
/// </summary>
internal static class TheilSen
{
    /// <summary>Two-sided 80 %.</summary>
    private const double Z80 = 1.2816;

    /// <param name="seconds">Times, rising.</param>
    /// <param name="values">One for each time.</param>
    /// <returns>Null when fewer than three points differ in time.</returns>
    public static Slope? Estimate(ReadOnlySpan<double> seconds, ReadOnlySpan<double> values)
    {
        var n = seconds.Length;
        if (n < 3)
        {
            return null;
        }

        var slopes = new double[n * (n - 1) / 2];
        var count = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var span = seconds[j] - seconds[i];
                if (span > 0)
                {
                    slopes[count++] = (values[j] - values[i]) / span;
                }
            }
        }

        if (count < 3)
        {
            return null;
        }

        var sorted = slopes.AsSpan(0, count);
        sorted.Sort();
        var reach = Z80 * Math.Sqrt(n * (n - 1.0) * ((2.0 * n) + 5) / 18);
        var low = (int)Math.Floor((count - reach) / 2);
        var high = (int)Math.Ceiling((count + reach) / 2);
        var middle = count / 2;
        var median = count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Slope(median, sorted[Math.Clamp(low, 0, count - 1)], sorted[Math.Clamp(high, 0, count - 1)]);
    }
}
