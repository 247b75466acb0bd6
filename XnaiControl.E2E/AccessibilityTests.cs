using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using XnaiControl.E2E.Support;

namespace XnaiControl.E2E;

/// <summary>Every page, both themes, wide and phone: no serious finding of axe, no console error, no sideways scrolling.</summary>
public class AccessibilityTests(PanelFixture panel)
{
    public static TheoryData<string> Paths =>
        [
            "/", "/storage", "/services", "/services/redis", "/services/crawler", "/services/ui?view=mounts", "/services/redis?view=health",
            "/services/redis?view=environment", "/services/rag?view=log", "/checklist", "/checklist?phase=troubleshooting",
            "/operations", "/audit", "/settings", "/compose", "/compose?plan=all", "/compose?view=editor", "/compose?view=containerfiles",
            "/compose?view=revisions", "/rules", "/rules/XC101",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_page_serves_everyone(string path)
    {
        foreach (var (width, height, scheme) in new[] { (1440, 900, ColorScheme.Light), (1440, 900, ColorScheme.Dark), (390, 844, ColorScheme.Light), (390, 844, ColorScheme.Dark) })
        {
            _ = TestEnvironment.Engine;
            var page = await panel.Context.NewPageAsync();
            var complaints = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                {
                    complaints.Add(message.Text);
                }
            };
            await page.SetViewportSizeAsync(width, height);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
            await page.GotoAsync(path);
            await page.BecomeLiveAsync();

            var result = await page.RunAxe();
            var serious = result.Violations.Where(violation => violation.Impact is "serious" or "critical")
                .Select(violation => $"{violation.Id}: {violation.Help} {string.Join(" | ", violation.Nodes.Select(node => node.Html))}");
            var label = $"{path} at {width} px, {scheme}";
            await page.ShotAsync($"{(path == "/" ? "overview" : path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-'))}-{width}-{scheme.ToString().ToLowerInvariant()}");
            Assert.Empty(serious.Select(text => label + ": " + text));
            Assert.Empty(complaints.Select(text => label + ": " + text));
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), label + " scrolls sideways.");
            await page.CloseAsync();
        }
    }
}
