using Microsoft.Playwright;
using XnaiControl.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace XnaiControl.E2E;

public class LogPaneTests(PanelFixture panel)
{
    [Fact]
    public async Task The_crash_is_read_in_the_log_which_pauses_filters_and_downloads()
    {
        var page = await panel.OpenAsync("/services/rag?view=log");
        await page.BecomeLiveAsync();
        var lines = page.GetByRole(AriaRole.Region, new() { Name = "Log lines" });

        await Expect(lines).ToContainTextAsync("ImportError", new() { Timeout = 30_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Error", Exact = true }).ClickAsync();
        await Expect(lines.Locator(".log-row:visible").Filter(new() { HasText = "File \"/app" })).ToHaveCountAsync(0, new() { Timeout = 15_000 });
        await Expect(lines).ToContainTextAsync("ImportError");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Contains("ImportError", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.CloseAsync();
    }
}
