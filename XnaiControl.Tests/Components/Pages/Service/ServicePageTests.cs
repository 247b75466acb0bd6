using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Access;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;
using XnaiControl.Web.Components.Pages.Service;

namespace XnaiControl.Tests.Components.Pages.Service;

public class ServicePageTests : PageTest
{
    private readonly Permissions _permissions = new();

    public ServicePageTests() => Store.Publish(Sample.Broken());

    protected override void Register(IServiceCollection services) => services.AddSingleton<IPermissionReader>(_permissions);

    [Theory]
    [InlineData("crawler", "crawler is not created", "Podman refused it: /app/logs: duplicate mount destination.")]
    [InlineData("rag", "rag is crash-looping", "Exit code 1, 14 restarts in 26 min.")]
    [InlineData("ui", "ui is healthy", "Since")]
    public void The_title_is_a_sentence_with_its_cause(string service, string title, string cause)
    {
        var page = Show(service);

        Assert.Equal(title, page.Find("h1").TextContent);
        Assert.Contains(cause, page.Find(".head p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_silent_engine_puts_the_sentence_into_the_past()
    {
        Store.Publish(Sample.Broken(2) with { Engine = Sample.Unreachable });

        Assert.Equal("ui was healthy when last seen", Show("ui").Find("h1").TextContent);
    }

    [Fact]
    public void Actions_fit_the_state_and_ask_first()
    {
        Assert.Equal(["service.recreate", "service.build"], Acts(Show("crawler")));
        var dialogs = Render<MudBlazor.MudDialogProvider>();
        var page = Show("ui");
        Assert.Equal(["service.restart", "service.stop"], Acts(page));

        page.Find("[data-act='service.restart']").Click();

        dialogs.WaitForAssertion(() => Assert.Contains("Restart ui?", dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(Desk.Requests);
    }

    [Fact]
    public void An_unknown_service_says_so() => Assert.Equal("There is no service called nobody", Show("nobody").Find("h1").TextContent);

    [Fact]
    public void Mounts_show_gauges_or_the_declaration()
    {
        Assert.Contains("0755", Show("ui", "mounts").Find("[data-mount='/app/logs']").TextContent, StringComparison.Ordinal);
        Assert.Contains("not writable", Show("ui", "mounts").Find("[data-mount='/app/logs']").TextContent, StringComparison.Ordinal);
        Assert.Contains("Declared in the compose file", Show("crawler", "mounts").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_is_masked_and_needs_its_permission()
    {
        Monitor.Engine = new LogEngine { Environment = [new("REDIS_PASSWORD", "canary-1"), new("REDIS_URL", "redis://:canary-2@redis:6379"), new("TZ", "UTC")] };

        var page = Show("ui", "environment");

        page.WaitForAssertion(() => Assert.Contains("UTC", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", page.Markup, StringComparison.Ordinal);
        _permissions.Allowed = false;
        Assert.Contains("your role may not see it", Show("ui", "environment").Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_without_a_check_says_what_that_means() =>
        Assert.Contains("the panel knows only that its process runs", Show("ui", "health").Markup, StringComparison.Ordinal);

    [Fact]
    public async Task A_check_that_is_run_now_passes_the_desk_and_is_answered_at_once()
    {
        Store.Publish(WithCheck());
        Desk.End = run => run with { State = OperationState.Succeeded, Summary = "The check of ui passed after 60 ms." };
        var page = Show("ui", "health");

        await RunNow(page).ClickAsync(new());

        var request = Assert.Single(Desk.Requests);
        Assert.Equal((OperationKinds.Check, "ui"), (request.Kind, request.Target.Service));
        Assert.NotEmpty(request.IdempotencyKey);
        page.WaitForAssertion(() => Assert.Contains("passed after 60 ms", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal("/operations/op-1", page.Find("[role=status] a").GetAttribute("href"));
        Assert.False(RunNow(page).HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_check_that_is_refused_says_why()
    {
        Store.Publish(WithCheck());
        Desk.Refusal = "You may not do this. Ask an administrator for it.";
        var page = Show("ui", "health");

        await RunNow(page).ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Ask an administrator", page.Find(".note").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_goes_to_the_browser_in_batches_and_the_download_has_its_address()
    {
        Monitor.Engine = new LogEngine { Lines = [.. Enumerable.Range(1, 500).Select(i => new LogLine(Sample.Now, LogStream.Stdout, $"line {i}"))] };
        var module = JSInterop.SetupModule(_ => true);
        module.Mode = JSRuntimeMode.Loose;
        var page = Show("ui", "log");
        Assert.Equal("/stacks/xnai/services/ui/log", page.Find("a[download]").GetAttribute("href"));

        await Eventually.TrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            return Pushed(module).Sum(b => b.Lines.Count(l => l.Gap is null)) >= 200;
        });

        Assert.Equal("line 500", Pushed(module).SelectMany(b => b.Lines).Last(l => l.Gap is null).Text);
        Assert.All(Pushed(module), batch => Assert.True(batch.Lines.Length <= 1_000));
        await page.Find("[data-act='pause']").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("Resume", page.Find("[data-act='pause']").TextContent, StringComparison.Ordinal));
    }

    /// <summary>What was pushed so far; bUnit's list may grow while it is read, so it is read again then.</summary>
    private static List<LogBatch> Pushed(BunitJSModuleInterop module)
    {
        while (true)
        {
            try
            {
                return [.. module.Invocations.Concat([]).Where(i => i.Identifier == "push").Select(i => (LogBatch)i.Arguments[0]!)];
            }
            catch (InvalidOperationException)
            {
                Thread.Yield();
            }
        }
    }

    private static StackSnapshot WithCheck()
    {
        var picture = Sample.Well();
        var ui = picture.Services.Single(s => s.Name == "ui");
        var container = ui.Container!;
        var record = container.Record with { HealthCheck = new(["CMD", "http-ok"], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), 3, TimeSpan.Zero) };
        return picture with { Services = picture.Services.Replace(ui, ui with { Containers = [container with { Record = record }] }) };
    }

    private static IElement RunNow(IRenderedComponent<ServicePage> page) => page.FindAll("button").Single(b => b.TextContent.Contains("Run now", StringComparison.Ordinal));

    private static IEnumerable<string?> Acts(IRenderedComponent<ServicePage> page) => page.FindAll(".head .acts > .btn").Select(b => b.GetAttribute("data-act"));

    private IRenderedComponent<ServicePage> Show(string service, string view = "live")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/services/{service}?view={view}");
        return Render<ServicePage>(page => page.Add(p => p.Service, service));
    }

    private sealed class Permissions : IPermissionReader
    {
        public bool Allowed { get; set; } = true;

        public Task<bool> IsAllowedAsync(string userId, Permission permission, CancellationToken cancellationToken) => Task.FromResult(Allowed);
    }
}
