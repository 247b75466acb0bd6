using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Tests.Components.Shared;

public class ConfirmOperationTests : PageTest
{
    [Fact]
    public async Task A_restart_is_asked_with_its_consequences_and_started_once()
    {
        Store.Publish(Sample.Broken());
        Desk.Cautions = ["The runtime loses the mode of /data on restart; recreate keeps it."];
        var (dialogs, answer) = Ask(OperationKinds.Restart, "redis");

        Assert.Equal("Restart redis?", dialogs.Find("h2").TextContent);
        Assert.Contains("1 container, until it is up again", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("159 MiB on tmpfs: /data and /tmp", dialogs.Markup, StringComparison.Ordinal);
        Assert.Contains("loses the mode", dialogs.Find(".note").TextContent, StringComparison.Ordinal);
        Assert.Contains("Recorded as operator-1.", dialogs.Markup, StringComparison.Ordinal);

        await dialogs.Find("button[data-act=confirm]").ClickAsync();

        var run = await answer;
        Assert.Equal("redis", run!.Target.Service);
        Assert.NotEmpty(Assert.Single(Desk.Requests).IdempotencyKey);
    }

    [Fact]
    public async Task Cancel_starts_nothing()
    {
        var (dialogs, answer) = Ask(OperationKinds.Stop, "redis");

        await dialogs.FindAll("button").First(b => b.TextContent == "Cancel").ClickAsync();

        Assert.Null(await answer);
        Assert.Empty(Desk.Requests);
    }

    [Fact]
    public async Task What_loses_data_for_good_needs_the_name()
    {
        Store.Publish(Sample.Broken());
        var (dialogs, answer) = Ask(OperationKinds.Down, "");
        var button = dialogs.Find("button[data-act=confirm]");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Equal("Take down xnai", button.TextContent);

        dialogs.Find("#confirm-name").Input("xnai");
        await dialogs.Find("button[data-act=confirm]").ClickAsync();

        Assert.NotNull(await answer);
    }

    [Fact]
    public async Task A_refusal_stays_in_the_dialog_with_its_reason()
    {
        Desk.Refusal = "Restart redis by operator-2 is running; wait for it.";
        var (dialogs, _) = Ask(OperationKinds.Restart, "redis");

        await dialogs.Find("button[data-act=confirm]").ClickAsync();

        Assert.Contains("Nothing was started. Restart redis by operator-2 is running", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private (IRenderedComponent<MudDialogProvider> Dialogs, Task<OperationRun?> Answer) Ask(OperationKind kind, string service)
    {
        var dialogs = Render<MudDialogProvider>();
        Task<OperationRun?> answer = Task.FromResult<OperationRun?>(null);
        var started = dialogs.InvokeAsync(() => { answer = Services.GetRequiredService<Operator>().AskAsync(kind, new OperationTarget(Sample.Key, service)); });
        dialogs.WaitForElement("button[data-act=confirm]");
        Assert.True(started.IsCompletedSuccessfully);
        return (dialogs, answer);
    }
}
