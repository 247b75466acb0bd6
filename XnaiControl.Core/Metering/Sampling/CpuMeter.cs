namespace XnaiControl.Core.Metering.Sampling;

/// <summary>Turns a growing CPU time into a share of one core between two readings.</summary>
internal struct CpuMeter
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private long nanoseconds, timestamp;
    private bool started;

    /// <summary>Null at the first reading, after a reset, and when the two are too close to tell.</summary>
    /// <param name="at">When it was read, in units of <see cref="TimeProvider.GetTimestamp"/>.</param>
    public double? Next(long used, long at, TimeProvider time)
    {
        var passed = time.GetElapsedTime(timestamp, at);
        if (started && passed < Shortest)
        {
            return null;
        }

        double? share = started && used >= nanoseconds ? (used - nanoseconds) / (passed.TotalSeconds * 1e9) : null;
        (nanoseconds, timestamp, started) = (used, at, true);
        return share;
    }
}
