using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(XnaiControl.E2E.Support.PanelFixture))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace XnaiControl.E2E.Support;

/// <summary>
/// One real panel over the real broken demo stack on a real engine, and one signed-in browser context. Tests run one
/// after the other and leave the stack as they found it.
/// </summary>
public sealed class PanelFixture : IAsyncLifetime
{
    public const string User = "operator-1";
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("xnai-e2e-");
    private EngineService? engine;
    private DemoStack? stack;
    private PanelProcess? panel;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Address => Panel.Address;

    /// <summary>What the panel wrote to its terminal so far.</summary>
    public string Terminal => Panel.Terminal;

    public string Data => data.FullName;

    internal EngineService Engine => engine!;

    internal PanelProcess Panel => panel!;

    public IBrowserContext Context { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("XNAI_TEST_ENGINE")))
        {
            return;
        }

        engine = new EngineService(Path.Combine(data.FullName, "engine.sock"));
        await engine.StartAsync();
        stack = new DemoStack(engine.Address, data.FullName);
        await stack.UpAsync();
        panel = await PanelProcess.StartAsync(new Dictionary<string, string>(DemoStack.Ports)
        {
            ["XNAI_DATA"] = data.FullName,
            ["XNAI_ENGINE"] = engine.Address,
            ["XNAI_STACK"] = DemoStack.File,
            ["XNAI_PROJECT"] = DemoStack.Project,
            ["XNAI_COMPOSE"] = TestEnvironment.Compose,
        });
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = TestEnvironment.Chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Context = await NewContextAsync();
        await CreateFirstUserAsync();
    }

    /// <summary>A browser without a session.</summary>
    public Task<IBrowserContext> NewContextAsync(int width = 1440, int height = 900) =>
        browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, BaseURL = Address });

    /// <summary>A page of the signed-in user. Skips when nothing was prepared.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1440, int height = 900)
    {
        _ = TestEnvironment.Engine;
        var page = await Context.NewPageAsync();
        await page.SetViewportSizeAsync(width, height);
        await page.GotoAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (panel is not null)
        {
            await panel.DisposeAsync();
        }

        if (stack is not null)
        {
            await stack.DisposeAsync();
        }

        if (engine is not null)
        {
            await engine.DisposeAsync();
        }

        data.Delete(recursive: true);
    }

    private async Task CreateFirstUserAsync()
    {
        var page = await Context.NewPageAsync();
        await page.GotoAsync(Panel.Link.ToString());
        await page.GetByLabel("User name").FillAsync(User);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create user and sign in" }).ClickAsync();
        await page.ReachAsync(Address + "/");
        await page.CloseAsync();
    }
}
