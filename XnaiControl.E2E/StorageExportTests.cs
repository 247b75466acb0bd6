using Microsoft.Playwright;
using XnaiControl.E2E.Support;

namespace XnaiControl.E2E;

public class StorageExportTests(PanelFixture panel)
{
    [Fact]
    public async Task Readings_are_downloaded_as_csv()
    {
        var page = await panel.OpenAsync("/storage");
        await page.BecomeLiveAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export readings" }).ClickAsync());

        Assert.Equal("xnai-readings.csv", download.SuggestedFilename);
        var text = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("time,service,mount,metric,unit,minimum,average,maximum\r\n", text, StringComparison.Ordinal);
        await page.CloseAsync();
    }
}
