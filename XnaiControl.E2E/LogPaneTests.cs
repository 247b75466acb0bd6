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
        var lines = Lines(page);

        await Expect(lines).ToContainTextAsync("ImportError", new() { Timeout = 30_000 });
        await Expect(Plain(lines)).Not.ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Error", Exact = true }).ClickAsync();
        await ShowsErrorsOnlyAsync(lines);
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Resume" })).ToBeVisibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Contains("ImportError", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_level_chosen_before_the_log_has_come_holds()
    {
        _ = TestEnvironment.Engine;
        var page = await panel.Context.NewPageAsync();
        var clicked = new TaskCompletionSource();
        await page.RouteAsync("**/log-pane*.js", async route =>
        {
            await clicked.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/services/rag?view=log");
        await page.BecomeLiveAsync();

        var level = page.GetByRole(AriaRole.Button, new() { Name = "Error", Exact = true });
        await level.ClickAsync();
        await Expect(level).ToHaveAttributeAsync("aria-pressed", "true");
        clicked.SetResult();

        await ShowsErrorsOnlyAsync(Lines(page));
        await page.CloseAsync();
    }

    private static ILocator Lines(IPage page) => page.GetByRole(AriaRole.Region, new() { Name = "Log lines" });

    /// <summary>Lines below the level, as the page has judged them: the engine's own tail may glue two lines together.</summary>
    private static ILocator Plain(ILocator lines) => lines.Locator(".log-row:visible:not(.l3, .gap)");

    private static async Task ShowsErrorsOnlyAsync(ILocator lines)
    {
        await Expect(lines.Locator(".log-row.l3:visible").Filter(new() { HasText = "ImportError" })).Not.ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await Expect(Plain(lines)).ToHaveCountAsync(0, new() { Timeout = 15_000 });
    }
}
