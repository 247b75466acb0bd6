using Microsoft.Playwright;
using XnaiControl.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace XnaiControl.E2E;

/// <summary>
/// The whole way, on a stack of its own: a refused service is repaired in the browser, an edit that breaks it is taken
/// back by itself, and both are in the audit trail.
/// </summary>
public sealed class ComposeRepairTests(PanelFixture panel) : IAsyncLifetime
{
    private const string Broken =
        """
        # A stack of one service that Podman refuses.
        services:
          repairme:
            image: localhost/xnai-demo-app:january
            container_name: xnai_e2e_repairme
            networks: [demo]
            command: ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1; done"]
            tmpfs:
              # logs are transient: keep them in memory
              - /app/logs:size=16m,mode=1777
            volumes:
              - ./logs:/app/logs
        networks:
          demo:
            name: "${XNAI_NETWORK:-xnai_network}"
            external: true

        """;

    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 90_000 };
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xnai-repair-");
    private PanelProcess? own;
    private IBrowserContext? context;

    private string File => Path.Combine(folder.FullName, "docker-compose.yml");

    public async ValueTask InitializeAsync()
    {
        _ = TestEnvironment.Engine;
        Directory.CreateDirectory(Path.Combine(folder.FullName, "logs"));
        await System.IO.File.WriteAllTextAsync(File, Broken);
        own = await PanelProcess.StartAsync(new Dictionary<string, string>
        {
            ["XNAI_DATA"] = Path.Combine(folder.FullName, "data"),
            ["XNAI_ENGINE"] = panel.Engine.Address,
            ["XNAI_STACK"] = File,
            ["XNAI_PROJECT"] = "e2erepair",
            ["XNAI_COMPOSE"] = TestEnvironment.Compose,
        });
        context = await panel.Context.Browser!.NewContextAsync(new() { BaseURL = own.Address, ViewportSize = new() { Width = 1440, Height = 900 } });
    }

    public async ValueTask DisposeAsync()
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        if (own is not null)
        {
            await own.DisposeAsync();
            await Command.TryAsync("podman", ["rm", "-f", "-t", "0", "xnai_e2e_repairme"]);
        }

        folder.Delete(true);
    }

    [Fact]
    public async Task A_broken_file_is_repaired_and_a_bad_edit_rolls_back_by_itself()
    {
        var page = await SignInAsync();
        await page.GotoAsync("/compose");
        await page.BecomeLiveAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Two mounts on /app/logs" }).First.ClickAsync();
        await ApplyAsync(page, "Apply and start repairme");
        await Expect(page.Locator(".say-above")).ToContainTextAsync("succeeded", Patient);
        var repaired = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        Assert.Contains("# logs are transient: keep them in memory", repaired, StringComparison.Ordinal);
        Assert.DoesNotContain("./logs:/app/logs", repaired, StringComparison.Ordinal);
        Assert.Equal("running", await StateAsync());
        await page.ShotAsync("compose-repaired");

        await page.GotoAsync("/compose?view=editor&line=7");
        await page.BecomeLiveAsync();
        await Expect(page.Locator(".cm-activeLine")).ToContainTextAsync("trap", Patient);
        await page.Locator(".cm-content").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Shift+Home");
        await page.Keyboard.TypeAsync("command: [\"sh\", \"-c\", \"echo it ends at once; exit 3\"]");
        await Expect(page.Locator(".ed-bar")).ToContainTextAsync("unsaved", Patient);
        await page.GetByRole(AriaRole.Button, new() { Name = "Review and save" }).ClickAsync();
        await ApplyAsync(page, "Apply and recreate repairme");
        await Expect(page.Locator(".say-above")).ToContainTextAsync("failed", new() { Timeout = 150_000 });

        Assert.Equal(repaired, await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        Assert.Equal("running", await StateAsync());
        await page.ShotAsync("compose-rolled-back");

        await page.GotoAsync("/audit");
        var rows = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "e2erepair" });
        await Expect(rows.Filter(new() { HasText = "Succeeded" }).First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(rows.Filter(new() { HasText = "Failed" }).First).ToBeVisibleAsync();
    }

    private static async Task ApplyAsync(IPage page, string button)
    {
        var apply = page.GetByRole(AriaRole.Button, new() { Name = button });
        await Expect(apply).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await apply.ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
    }

    private static async Task<string> StateAsync() =>
        (await Command.RunAsync("podman", "inspect", "--format", "{{.State.Status}}", "xnai_e2e_repairme")).Trim();

    private async Task<IPage> SignInAsync()
    {
        var page = await context!.NewPageAsync();
        await page.GotoAsync(own!.Link.ToString());
        await page.GetByLabel("User name").FillAsync(PanelFixture.User);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(PanelFixture.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create user and sign in" }).ClickAsync();
        await page.WaitForURLAsync(own.Address + "/");
        return page;
    }
}
