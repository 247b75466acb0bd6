using Microsoft.Playwright;
using XnaiControl.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace XnaiControl.E2E;

/// <summary>The workbench over the broken demo: nothing is written here.</summary>
public class ComposePageTests(PanelFixture panel)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToContainTextOptions PatientPart = new() { Timeout = 30_000 };

    [Fact]
    public async Task The_refused_service_is_explained_with_the_engines_words_and_a_diff()
    {
        var page = await panel.OpenAsync("/compose");
        await page.BecomeLiveAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("in docker-compose.yml", PatientPart);

        await page.GetByRole(AriaRole.Link, new() { Name = "Two mounts on /app/logs" }).First.ClickAsync();

        await Expect(page.Locator("[data-trial=crawler]")).ToContainTextAsync("duplicate mount destination", PatientPart);
        await Expect(page.Locator("[data-trial=crawler]")).ToContainTextAsync("Accepted with the change", PatientPart);
        await Expect(page.Locator(".code .del").First).ToBeVisibleAsync(Patient);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Apply and start crawler" })).ToBeEnabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Side by side" }).First.ClickAsync();
        await Expect(page.Locator(".code.two-up .gone").First).ToBeVisibleAsync();
        await page.ShotAsync("compose-finding");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Keys_open_findings_and_their_fix_asks_first()
    {
        var page = await panel.OpenAsync("/");
        await page.BecomeLiveAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("c");
        await page.WaitForURLAsync("**/compose");
        await Expect(page.Locator("[data-finding]").First).ToBeVisibleAsync(Patient);

        await page.Keyboard.PressAsync("]");
        await page.WaitForURLAsync("**finding=*");
        await page.GotoAsync("/compose");
        await page.BecomeLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Two mounts on /app/logs" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Apply and start crawler" })).ToBeEnabledAsync(new() { Timeout = 30_000 });
        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("f");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Apply this fix?", PatientPart);
        await Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync(new() { Timeout = 30_000 });
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await page.CloseAsync();
    }

    [Fact]
    public async Task Typing_brings_live_marks_and_unsaved_text_survives_a_reload_under_the_strict_policy()
    {
        var page = await panel.OpenAsync("/compose?view=editor");
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Add(message.Text);
            }
        };
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.ReloadAsync();
        await page.BecomeLiveAsync();
        var text = page.Locator(".cm-content");
        await Expect(text).ToContainTextAsync("services", PatientPart);
        await Expect(page.Locator(".ed-side")).ToContainTextAsync("crawler");

        await text.FocusAsync();
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync("\n  broken: [");
        await Expect(page.Locator(".ed-note.sev-critical", new() { HasText = "XC001" })).ToBeVisibleAsync(Patient);
        await Expect(page.Locator(".ed-sign.sev-critical").First).ToBeVisibleAsync();
        await Expect(page.Locator(".ed-bar")).ToContainTextAsync("unsaved");
        await page.ShotAsync("compose-editor");

        await page.ReloadAsync();
        await page.BecomeLiveAsync();
        await Expect(page.Locator(".ed-notice")).ToContainTextAsync("is back in the editor", PatientPart);
        await page.Locator(".ed-notice").GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Expect(page.Locator(".ed-bar")).ToContainTextAsync("as on disk", PatientPart);
        Assert.Empty(complaints);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_rule_has_its_page_and_the_search_finds_it()
    {
        var page = await panel.OpenAsync("/");
        await page.BecomeLiveAsync();
        await page.Locator("#search").FillAsync("XC101 rule");
        await page.Locator("#search-hits").GetByText("XC101").First.ClickAsync();
        await page.WaitForURLAsync("**/rules/XC101");
        await Expect(page.Locator("main")).ToContainTextAsync("What you see");
        await page.CloseAsync();
    }
}
