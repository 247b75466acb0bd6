using Microsoft.Playwright;
using XnaiControl.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace XnaiControl.E2E;

public class SignInTests(PanelFixture panel)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/storage")]
    [InlineData("/audit")]
    [InlineData("/checklist")]
    [InlineData("/settings")]
    [InlineData("/operations")]
    [InlineData("/services")]
    [InlineData("/services/redis")]
    [InlineData("/stacks/xnai/readings.csv")]
    public async Task Without_a_session_every_page_leads_to_sign_in(string path)
    {
        _ = TestEnvironment.Engine;
        await using var visitor = await panel.NewContextAsync();
        var page = await visitor.NewPageAsync();

        await page.GotoAsync(path);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-service]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_password_signs_in_and_a_wrong_one_does_not()
    {
        _ = TestEnvironment.Engine;
        await using var visitor = await panel.NewContextAsync();
        var page = await visitor.NewPageAsync();

        await page.GotoAsync("/storage");
        await SubmitAsync(page, PanelFixture.User, "not the password at all");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");

        await SubmitAsync(page, PanelFixture.User, PanelFixture.Password);
        await page.ReachAsync("**/storage");
    }

    [Fact]
    public async Task The_link_works_once_and_its_code_is_nowhere_on_disk()
    {
        _ = TestEnvironment.Engine;
        var code = panel.Panel.Link.Fragment.TrimStart('#');
        await using var visitor = await panel.NewContextAsync();
        var page = await visitor.NewPageAsync();

        await page.GotoAsync(panel.Panel.Link.ToString());
        Assert.DoesNotContain(code, page.Url, StringComparison.Ordinal);
        await page.GetByLabel("User name").FillAsync("intruder");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("another long password");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("used up");

        Assert.Single(panel.Terminal.Split('\n'), line => line.Contains(code, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(panel.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is not (".sock" or ".lock")))
        {
            var text = System.Text.Encoding.Latin1.GetString(await ReadSharedAsync(file));
            Assert.False(text.Contains(code, StringComparison.Ordinal), $"{file} holds the one-time code.");
            Assert.False(text.Contains(PanelFixture.Password, StringComparison.Ordinal), $"{file} holds the password.");
        }
    }

    private static async Task SubmitAsync(IPage page, string name, string password)
    {
        await page.GetByLabel("User name").FillAsync(name);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}
