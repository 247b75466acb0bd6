using Microsoft.Playwright;
using XnaiControl.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace XnaiControl.E2E;

public class KeyboardTests(PanelFixture panel)
{
    [Fact]
    public async Task Keys_lead_through_the_panel_and_stay_silent_in_text_fields()
    {
        var page = await panel.OpenAsync("/");
        await page.BecomeLiveAsync();

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("t");
        await page.ReachAsync("**/storage");

        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("a");
        await page.ReachAsync("**/audit");

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Keyboard");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.GotoAsync("/storage");
        await page.BecomeLiveAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("ga");
        await Expect(page.Locator("input:focus")).ToHaveValueAsync("ga");
        Assert.EndsWith("/storage", page.Url, StringComparison.Ordinal);
        await page.CloseAsync();
    }
}
