using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;
using XnaiControl.Web.Components.Pages.Service;

namespace XnaiControl.Tests.Components.Pages.Service;

public sealed class LogPaneTests : PageTest
{
    private LateModule? _module;

    protected override void Register(IServiceCollection services) => services.AddSingleton<IJSRuntime>(_module = new LateModule(JSInterop.JSRuntime));

    [Fact]
    public async Task What_is_chosen_before_the_browser_has_the_module_holds()
    {
        Monitor.Engine = new LogEngine
        {
            Lines = [new(Sample.Now, LogStream.Stdout, "all is well"), new(Sample.Now, LogStream.Stderr, "an error came"), new(Sample.Now, LogStream.Stderr, "another error")],
        };
        var pane = Show();

        await pane.FindAll(".seg button").Single(b => b.TextContent == "Error").ClickAsync(new());
        await pane.Find("input[type=search]").InputAsync(new() { Value = "came" });
        _module!.Arrive();

        await Eventually.TrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            return _module.Pushed.Any(b => b.Total == 3);
        });
        Assert.Equal("an error came", Assert.Single(_module.Pushed.SelectMany(b => b.Lines)).Text);
        Assert.Equal("came", _module.Calls.Last(c => c.Name == "mark").Said);
    }

    [Fact]
    public async Task A_pause_before_the_browser_has_the_module_holds()
    {
        Monitor.Engine = new LogEngine { Lines = [new(Sample.Now, LogStream.Stdout, "all is well")] };
        var pane = Show();

        await pane.Find("[data-act='pause']").ClickAsync(new());
        _module!.Arrive();
        await Eventually.TrueAsync(() => _module.Calls.Contains(("setPaused", true)));
        await pane.Find("[data-act='pause']").ClickAsync(new());

        await Eventually.TrueAsync(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            return _module.Pushed.SelectMany(b => b.Lines).Any(l => l.Text == "all is well");
        });
    }

    private IRenderedComponent<LogPane> Show() => Render<LogPane>(pane => pane
        .Add(p => p.Stack, Sample.Key)
        .Add(p => p.Service, "ui")
        .Add(p => p.Container, Sample.Well().Services[0].Container!.Record));
}
