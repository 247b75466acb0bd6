using Bunit;
using MudBlazor;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Pages.Compose;

namespace XnaiControl.Tests.Components.Pages.Compose;

public class ChangePanelTests : PageTest
{
    private static readonly SourceText File = SourceText.FromText("/srv/xnai/docker-compose.yml", "services:\n  crawler:\n    tmpfs: /app/logs\n");

    private static readonly ProposedChange Change = new(
        "xnai", ProposalSource.Fixes,
        [new FileChange(File, File.With([new TextEdit(File.File, new TextSpan(File.Text.Length - 1, 0), ":size=100m")]))],
        ["Give the tmpfs a size"], ["crawler"], "u1");

    [Fact]
    public void The_change_is_kept_and_its_cost_is_shown_before_anything_is_asked()
    {
        Changes.Lost = [new LostTmpfs("crawler", "xnai_crawler", "/app/logs", 83 * Sample.MiB)];

        var panel = Panel();

        Assert.Same(Change, Assert.Single(Changes.Proposed));
        Assert.Equal(["Recreatedcrawler", "Interruptednone", "tmpfs data lostcrawler /app/logs, 83 MiB", "If it failsFile and service roll back."], panel.FindAll(".cons > div").Select(d => d.TextContent));
        Assert.Equal(":size=100m", panel.Find(".add b").TextContent);
        Assert.Empty(Desk.Requests);
    }

    [Fact]
    public void The_button_names_what_will_be_started_and_a_running_service_is_recreated()
    {
        Assert.Equal("Apply and start crawler", Panel().Find(".btn.pri").TextContent);

        Store.Publish(Sample.Broken());
        Changes.Recreated = ["ui"];
        Assert.Equal("Apply and recreate ui", Panel().Find(".btn.pri").TextContent);

        Changes.Recreated = ["ui", "mkdocs"];
        Assert.Equal("Apply and recreate 2 services", Panel().Find(".btn.pri").TextContent);

        Changes.Recreated = [];
        Assert.Equal("Apply to the file", Panel().Find(".btn.pri").TextContent);
    }

    [Fact]
    public async Task Confirming_starts_the_operation_with_the_proposal_and_nothing_of_the_text()
    {
        var dialogs = Render<MudDialogProvider>();
        OperationRun? started = null;
        var panel = Render<ChangePanel>(p => p.Add(c => c.Stack, Sample.Key).Add(c => c.Change, Change).Add(c => c.What, "this fix").Add(c => c.OnStarted, run => started = run));

        // Its handler ends when the dialog does.
        var asked = panel.Find(".btn.pri").ClickAsync(new());
        dialogs.WaitForAssertion(() => Assert.Contains("Apply this fix?", dialogs.Markup, StringComparison.Ordinal));
        await dialogs.Find("[data-act=confirm]").ClickAsync(new());

        var request = Assert.Single(Desk.Requests);
        Assert.Equal(OperationKinds.ComposeApply, request.Kind);
        Assert.Equal(new Dictionary<string, string> { ["proposal"] = "1", ["up"] = "1" }, request.Parameters);
        await asked;
        Assert.NotNull(started);
    }

    [Fact]
    public async Task The_file_alone_can_be_written()
    {
        var dialogs = Render<MudDialogProvider>();
        var panel = Panel();

        var asked = panel.FindAll(".foot .btn")[1].ClickAsync(new());
        await dialogs.WaitForElement("[data-act=confirm]").ClickAsync(new());
        await asked;

        Assert.Equal("0", Assert.Single(Desk.Requests).Parameters["up"]);
    }

    [Fact]
    public void A_change_that_would_be_refused_says_why_and_cannot_be_started()
    {
        Changes.Refusal = "docker-compose.yml has changed since it was read.";

        var panel = Panel();

        Assert.Contains("has changed since it was read", panel.Find(".note").TextContent, StringComparison.Ordinal);
        Assert.All(panel.FindAll(".foot .btn"), button => Assert.True(button.HasAttribute("disabled")));
    }

    [Fact]
    public void A_change_that_cannot_be_kept_says_why()
    {
        Changes.CannotKeep = "The text is larger than 4 MiB. Nothing was changed.";

        Assert.Contains("larger than 4 MiB", Panel().Find(".note").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<ChangePanel> Panel() =>
        Render<ChangePanel>(p => p.Add(c => c.Stack, Sample.Key).Add(c => c.Change, Change).Add(c => c.What, "this fix"));
}
