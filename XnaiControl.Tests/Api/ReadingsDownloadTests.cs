using XnaiControl.Core.Metering;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Api;

namespace XnaiControl.Tests.Api;

public sealed class ReadingsDownloadTests
{
    [Fact]
    public async Task Readings_OfTwoMetrics_AreOneRecordPerMinute()
    {
        var minute = new DateTimeOffset(2026, 11, 23, 10, 4, 0, TimeSpan.Zero);
        var history = new FakeHistory
        {
            Points = (series, from, to, most) =>
            {
                Assert.Equal(TimeSpan.FromMinutes(most), to - from);
                Assert.Equal(0, from.UtcTicks % TimeSpan.TicksPerMinute);
                return (series.Service.Service, series.Target, series.Metric) switch
                {
                    ("redis", "/data", Metric.TmpfsUsed) => [new(minute, 1024, 1536.5, 2048)],
                    ("redis", "/data", Metric.TmpfsInodes) => [new(minute, 0.01, 0.0125, 0.02)],
                    _ => [],
                };
            },
        };
        await using var text = new StringWriter();

        await ReadingsDownload.WriteAsync(text, Sample.Broken(), history, Sample.Now, TestContext.Current.CancellationToken);

        Assert.Equal(
            "time,service,mount,metric,unit,minimum,average,maximum\r\n"
            + "2026-11-23T10:04:00Z,redis,/data,used,bytes,1024,1537,2048\r\n"
            + "2026-11-23T10:04:00Z,redis,/data,inodes used,share,0.01,0.0125,0.02\r\n",
            text.ToString());
    }

    [Fact]
    public async Task Readings_OfAServiceThatWasNeverCreated_AreAskedForByItsDeclaration()
    {
        var asked = new List<string>();
        var history = new FakeHistory
        {
            Points = (series, _, _, _) =>
            {
                asked.Add(series.Service.Service);
                return [];
            },
        };

        await ReadingsDownload.WriteAsync(TextWriter.Null, Sample.Broken(), history, Sample.Now, TestContext.Current.CancellationToken);

        Assert.Contains("crawler", asked);
    }
}
