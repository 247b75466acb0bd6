using Microsoft.Playwright;
using XnaiControl.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace XnaiControl.E2E;

/// <summary>The main job: see the broken stack, read why, act, and find the action in the audit trail.</summary>
public class RecoveryJourneyTests(PanelFixture panel)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Patient = new() { Timeout = 30_000 };
    private static readonly LocatorAssertionsToContainTextOptions PatientPart = new() { Timeout = 60_000 };

    [Fact]
    public async Task The_overview_tells_which_two_of_six_are_down_and_why()
    {
        var page = await panel.OpenAsync("/");

        await Expect(page.Locator("h1")).ToContainTextAsync("4 of 6", PatientPart);
        await Expect(page.State("crawler")).ToContainTextAsync("Not created");
        await Expect(page.State("rag")).ToContainTextAsync("Crash loop", PatientPart);
        await Expect(page.GetByText("duplicate mount destination").First).ToBeVisibleAsync(Patient);
        await page.ShotAsync("overview-broken");

        await page.BecomeLiveAsync();
        await page.Row("crawler").GetByRole(AriaRole.Link, new() { Name = "crawler" }).First.ClickAsync();
        await page.ReachAsync("**/services/crawler*");
        await Expect(page.Locator("main")).ToContainTextAsync("duplicate mount destination", PatientPart);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_restart_is_seen_live_and_found_in_the_audit()
    {
        var page = await panel.OpenAsync("/");
        await page.BecomeLiveAsync();
        await Expect(page.State("mkdocs")).ToContainTextAsync("Healthy", PatientPart);

        // Both changes must be seen by the page itself: record each state that its cell shows.
        await page.EvaluateAsync(
            """
            () => {
              window.seen = [];
              const row = document.querySelector("[data-service='mkdocs']");
              new MutationObserver(() => window.seen.push(row.querySelector("[data-cell='state']")?.textContent.trim()))
                .observe(row, { subtree: true, childList: true, characterData: true });
            }
            """);
        await page.GetByRole(AriaRole.Button, new() { Name = "Restart mkdocs" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Restart mkdocs?");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Restart mkdocs" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.seen.some(text => !text.includes('Healthy'))", null, new() { Timeout = 30_000 });
        await Expect(page.State("mkdocs")).ToContainTextAsync("Healthy", PatientPart);

        await page.GotoAsync("/audit");
        var entry = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Restart" }).Filter(new() { HasText = "mkdocs" }).First;
        await Expect(entry).ToContainTextAsync("Succeeded", PatientPart);
        await Expect(entry).ToContainTextAsync(PanelFixture.User);
        await page.ShotAsync("audit-after-restart");

        await page.GotoAsync("/operations");
        await page.GetByRole(AriaRole.Link).Filter(new() { HasText = "mkdocs" }).First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("Intent recorded", PatientPart);
        await Expect(page.Locator("main")).ToContainTextAsync("Outcome recorded");
        await page.CloseAsync();
    }

    [Fact]
    public async Task Filling_a_tmpfs_moves_its_gauge_and_brings_a_forecast()
    {
        var page = await panel.OpenAsync("/storage");
        await page.BecomeLiveAsync();
        var mount = page.Locator("[data-mount='redis:/data']").First;
        await Expect(mount).ToBeVisibleAsync(Patient);

        var fill = Command.TryAsync("podman", ["exec", "xnai_redis", "fill-tmpfs", "/data", "40", "1"]);
        await Expect(mount.GetByRole(AriaRole.Meter)).Not.ToHaveAttributeAsync("aria-valuenow", new System.Text.RegularExpressions.Regex("^[0-9]$"), new() { Timeout = 30_000 });
        await Expect(mount.Locator("[data-cell='forecast']")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("\\d+ (s|min|h)"), new() { Timeout = 60_000 });
        await page.ShotAsync("storage-filling");
        Assert.Equal(0, (await fill).ExitCode);

        await Command.RunAsync("podman", "exec", "xnai_redis", "fill-tmpfs", "--free", "/data");
        await Expect(mount.GetByRole(AriaRole.Meter)).ToHaveAttributeAsync("aria-valuenow", new System.Text.RegularExpressions.Regex("^[0-5]$"), new() { Timeout = 30_000 });
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_container_killed_from_outside_is_seen_at_once()
    {
        var page = await panel.OpenAsync("/");
        await page.BecomeLiveAsync();
        await Expect(page.State("ui")).ToContainTextAsync("Healthy", PatientPart);

        await Command.RunAsync("podman", "stop", "-t", "0", "xnai_ui");
        await Expect(page.State("ui")).Not.ToContainTextAsync("Healthy");

        await Command.RunAsync("podman", "start", "xnai_ui");
        await Expect(page.State("ui")).ToContainTextAsync("Healthy", PatientPart);
        await page.CloseAsync();
    }

    [Fact]
    public async Task An_engine_that_goes_away_leaves_the_last_picture_aged_and_comes_back()
    {
        var page = await panel.OpenAsync("/");
        await page.BecomeLiveAsync();
        await Expect(page.State("redis")).ToBeVisibleAsync(Patient);

        await panel.Engine.StopAsync();
        try
        {
            await Expect(page.GetByText("does not answer").First).ToBeVisibleAsync(Patient);
            await Expect(page.Locator("tr[data-service]:visible")).ToHaveCountAsync(6);
            await page.ShotAsync("overview-engine-gone");
        }
        finally
        {
            await panel.Engine.StartAsync();
        }

        await Expect(page.GetByText("does not answer")).ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await page.CloseAsync();
    }
}
