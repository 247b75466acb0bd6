using Bunit;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Pages.Operations;

namespace XnaiControl.Tests.Components.Pages;

public class OperationPagesTests : PageTest
{
    private static readonly OperationRun Restart = Sample.Run(OperationKinds.Restart, new(Sample.Key, "mkdocs"));

    [Fact]
    public void The_page_follows_stages_output_and_record()
    {
        Desk.Publish(Restart);
        var page = Render<OperationPage>(p => p.Add(o => o.Id, "op-1"));
        Assert.Equal("Restart mkdocs is running", page.Find("h1").TextContent);
        Assert.Contains("Stage 2 of 3", page.Markup, StringComparison.Ordinal);

        Desk.Publish(Restart with
        {
            State = OperationState.Succeeded,
            Took = TimeSpan.FromSeconds(4.2),
            Output = ["stopping", "<b>started</b>"],
            OutputSkipped = 12,
            OutcomeSequence = 1282,
            OutcomeHash = "beef",
        });

        page.WaitForAssertion(() => Assert.Equal("Restart mkdocs succeeded", page.Find("h1").TextContent));
        Assert.Contains("<b>started</b>", page.Find(".out").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 lines, 12 earlier lines not kept", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("a"), a => a.GetAttribute("href") == "/audit?entry=1282");
        Assert.Contains("beef", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unrecorded_outcome_is_said_loudly()
    {
        Desk.Publish(Restart with { State = OperationState.Succeeded, Unrecorded = true });

        Assert.Contains("could not be recorded", Render<OperationPage>(p => p.Add(o => o.Id, "op-1")).Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_id_is_answered() =>
        Assert.Equal("There is no such operation", Render<OperationPage>(p => p.Add(o => o.Id, "none")).Find("h1").TextContent);

    [Fact]
    public void The_list_is_empty_until_something_runs()
    {
        var page = Render<OperationsPage>();
        Assert.Contains("No operations yet", page.Markup, StringComparison.Ordinal);

        Desk.Publish(Restart);

        page.WaitForAssertion(() => Assert.Equal("Restart mkdocs is running", page.Find("h1").TextContent));
        Assert.Equal("/operations/op-1", page.Find("tr[data-operation] a").GetAttribute("href"));
    }
}
