namespace XnaiControl.Web.Components.Shared;

/// <summary>What a gauge draws, in whole percent, so that equal pictures are equal records and nothing is drawn twice.</summary>
/// <param name="Fill">0 to 100; null when never read.</param>
/// <param name="NextHour">Where the forecast sees the fill in an hour; equal to the fill when it does not grow.</param>
public readonly record struct GaugeView(int? Fill, int NextHour, Tone Tone, bool Old)
{
    public static readonly GaugeView Never = new(null, 0, Tone.Idle, false);

    /// <param name="share">0 to 1.</param>
    /// <param name="growthPerHour">Share that an hour adds; 0 or less when it does not grow.</param>
    public static GaugeView Of(double share, double growthPerHour = 0, double warning = 0.80, double critical = 0.95, bool old = false)
    {
        var fill = Whole(share);
        var tone = share >= critical ? Tone.Crit : share >= warning ? Tone.Warn : Tone.Idle;
        return new(fill, Math.Max(fill, Whole(share + Math.Max(0, growthPerHour))), tone, old);
    }

    private static int Whole(double share) => (int)Math.Round(Math.Clamp(share, 0, 1) * 100);
}
