namespace XnaiControl.Core.Metering;

/// <summary>Levels and beats of the sampler; shares are 0 to 1.</summary>
public sealed class MeteringOptions
{
    public double WarningShare { get; set; } = 0.80;

    public double CriticalShare { get; set; } = 0.95;

    public TimeSpan WatchedInterval { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan IdleInterval { get; set; } = TimeSpan.FromSeconds(10);

    public TimeSpan HistoryRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Run due health checks where the engine has no timers of its own.</summary>
    public bool RunHealthChecks { get; set; } = true;
}
