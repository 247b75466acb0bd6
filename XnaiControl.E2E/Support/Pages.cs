using Microsoft.Playwright;

namespace XnaiControl.E2E.Support;

/// <summary>What tests look at on the panel's pages.</summary>
internal static class Pages
{
    public static ILocator Row(this IPage page, string service) => page.Locator($"[data-service='{service}']").First;

    public static ILocator State(this IPage page, string service) => page.Row(service).Locator("[data-cell='state']").First;

    /// <summary>Waits until the page is live: only then do its buttons answer.</summary>
    public static async Task BecomeLiveAsync(this IPage page) =>
        await page.Locator("html[data-live='true']").WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = 20_000 });

    /// <summary>Waits until the address is there. Not for the browser's "load": after a redirect that event can be over before anyone waits for it.</summary>
    public static Task ReachAsync(this IPage page, string url) => page.WaitForURLAsync(url, new() { WaitUntil = WaitUntilState.Commit });

    public static async Task ShotAsync(this IPage page, string name)
    {
        if (TestEnvironment.Screenshots is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
    }
}
