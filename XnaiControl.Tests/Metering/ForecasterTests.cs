using XnaiControl.Core.Metering;
using XnaiControl.Core.Metering.Forecasting;
using static XnaiControl.Tests.Metering.Records;

namespace XnaiControl.Tests.Metering;

public class ForecasterTests
{
    private const long Size = 100_000_000;

    [Fact]
    public void A_steady_fill_is_told_to_the_second_in_spite_of_wild_points()
    {
        var points = Line(60, 60, minute => 1_000_000 + (minute * 600_000));
        points[10] = points[10] with { Bytes = 1 };
        points[40] = points[40] with { Bytes = 4_000_000 + points[40].Bytes };
        var forecast = Forecaster.Estimate(points, Size);
        Assert.Equal(Trend.Filling, forecast.Trend);
        var expected = (Size - points[^1].Bytes) / 10_000;
        Assert.InRange(forecast.TimeToFull!.Value.TotalSeconds, expected * 0.98, expected * 1.02);
        Assert.True(forecast.Earliest <= forecast.TimeToFull && forecast.TimeToFull <= forecast.Latest);
    }

    [Theory]
    [InlineData(0, Trend.Steady)]
    [InlineData(-20_000, Trend.Draining)]
    [InlineData(20_000, Trend.Filling)]
    public void The_trend_has_its_word(double bytesPerMinute, Trend expected) =>
        Assert.Equal(expected, Forecaster.Estimate(Line(60, 60, minute => 50_000_000 + (minute * bytesPerMinute)), Size).Trend);

    [Fact]
    public void Noise_without_a_direction_is_steady()
    {
        var random = new Random(1);
        Assert.Equal(Trend.Steady, Forecaster.Estimate(Line(60, 60, _ => 50_000_000 + (random.NextDouble() * 1_000_000)), Size).Trend);
    }

    [Fact]
    public void One_big_file_is_no_trend() =>
        Assert.Equal(Trend.Steady, Forecaster.Estimate(Line(60, 60, minute => minute < 30 ? 1_000_000 : 60_000_000), Size).Trend);

    [Fact]
    public void Rotated_logs_start_the_estimate_anew()
    {
        var forecast = Forecaster.Estimate(Line(60, 60, minute => minute % 40 * 2_000_000), Size);
        Assert.Equal(Trend.Filling, forecast.Trend);
        Assert.Equal(2_000_000 / 60.0, forecast.BytesPerSecond, 1.0);
        Assert.Equal(Trend.TooShort, Forecaster.Estimate(Line(43, 60, minute => minute % 40 * 2_000_000), Size).Trend);
    }

    [Fact]
    public void A_new_pace_counts_when_the_last_minutes_contradict_the_hour()
    {
        var hour = Line(57, 60, _ => 10_000_000);
        var end = hour[^1].At.AddSeconds(60);
        var lately = Enumerable.Range(0, 60).Select(i => new UsePoint(end.AddSeconds(i * 3), 10_000_000 + (i * 300_000.0)));
        var forecast = Forecaster.Estimate([.. hour, .. lately], Size);
        Assert.Equal(Trend.Filling, forecast.Trend);
        Assert.InRange(forecast.BytesPerSecond, 80_000, 120_000);
    }

    [Fact]
    public void Edges_have_words_too()
    {
        Assert.Equal(Forecast.None, Forecaster.Estimate([], Size));
        Assert.Equal(Forecast.None, Forecaster.Estimate(Line(60, 60, m => m), 0));
        Assert.Equal(Trend.TooShort, Forecaster.Estimate(Line(3, 60, m => m), Size).Trend);
        Assert.Equal(Trend.Full, Forecaster.Estimate(Line(60, 60, _ => Size), Size).Trend);
    }

    /// <summary>Synthetic log growth with independent noise: how often the true time lies in the 80 % interval.</summary>
    [Fact]
    public void The_interval_holds_the_truth_about_as_often_as_it_promises()
    {
        var random = new Random(7);
        int held = 0, told = 0;
        for (var run = 0; run < 400; run++)
        {
            var (slope, noise) = (20_000 + (random.NextDouble() * 200_000), 5_000 + (random.NextDouble() * 200_000));
            var points = Line(60, 60, minute => 10_000_000 + (minute * slope) + (Normal(random) * noise));
            var forecast = Forecaster.Estimate(points, Size);
            if (forecast.Trend != Trend.Filling)
            {
                continue;
            }

            told++;
            var truth = TimeSpan.FromSeconds((Size - points[^1].Bytes) / (slope / 60));
            held += truth >= forecast.Earliest && (forecast.Latest is null || truth <= forecast.Latest) ? 1 : 0;
        }

        TestContext.Current.SendDiagnosticMessage($"forecast back-test: {told} of 400 told, {100.0 * held / told:0.0} % within the 80 % interval");
        Assert.True(told > 300);
        Assert.InRange((double)held / told, 0.72, 0.88);
    }

    private static UsePoint[] Line(int count, int seconds, Func<int, double> bytes) =>
        [.. Enumerable.Range(0, count).Select(i => new UsePoint(Noon.AddSeconds(i * (double)seconds), bytes(i)))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
