using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Runbook;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Pages.Checklist;

namespace XnaiControl.Tests.Components.Pages;

/// <summary>The page over the real guide and its real probes.</summary>
public class ChecklistTests : PageTest
{
    protected override IRunbookBoard Runbook => new RunbookBoard(Audit, Findings);

    [Fact]
    public void The_title_names_the_first_phase_with_something_left_and_its_steps_show_evidence()
    {
        Store.Publish(Sample.Broken());

        var page = Render<ChecklistPage>();

        Assert.Equal("Recovery is in phase 1: Immediate Infrastructure Fixes (Week 1)", page.Find("h1").TextContent);
        Assert.Equal(["fix-mount-conflicts", "tmpfs-permissions", "containerfiles", "validate-infrastructure"], page.FindAll("[data-step]").Select(s => s.GetAttribute("data-step")));
        var refused = page.Find("[data-check='mounts.not-refused']").TextContent;
        Assert.Contains("Fails", refused, StringComparison.Ordinal);
        Assert.Contains("crawler: Podman refused it: /app/logs: duplicate mount destination.", refused, StringComparison.Ordinal);
        Assert.Contains("engine, ", refused, StringComparison.Ordinal);
        Assert.Contains("No compose file of this stack could be checked", page.Find("[data-step='containerfiles']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_guides_text_is_rendered_with_its_code()
    {
        Store.Publish(Sample.Broken());

        Assert.Contains("- /app/logs:size=100m,mode=1777", Render<ChecklistPage>().Find("[data-step='fix-mount-conflicts'] pre code").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_in_a_guide_stays_text() =>
        Assert.Empty(Render<GuideText>(p => p.Add(g => g.Text, "a <script>alert(1)</script> <b>c</b>")).FindAll("script, b"));

    [Fact]
    public void Only_the_next_failing_step_has_the_primary_button_and_it_asks_first()
    {
        Store.Publish(Sample.Broken());
        var dialogs = Render<MudBlazor.MudDialogProvider>();
        var page = Render<ChecklistPage>();

        var primary = Assert.Single(page.FindAll(".btn.pri"));
        Assert.Equal("Recreate crawler", primary.TextContent);
        primary.Click();

        dialogs.WaitForAssertion(() => Assert.Contains("Recreate crawler?", dialogs.Markup, StringComparison.Ordinal));
        Assert.Empty(Desk.Requests);
    }

    [Theory]
    [InlineData("/checklist?phase=phase-3", "Fix RAG API Observability Issues")]
    [InlineData("/checklist#phase-3", "Fix RAG API Observability Issues")]
    [InlineData("/checklist?phase=emergency", "Rollback Procedure")]
    public void The_address_selects_a_phase(string address, string text)
    {
        Store.Publish(Sample.Broken());
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);

        Assert.Contains(text, Render<ChecklistPage>().Find(".check > div").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_reopens_by_itself_when_a_check_turns()
    {
        Store.Publish(Sample.Well());
        Services.GetRequiredService<NavigationManager>().NavigateTo("/checklist?phase=phase-1");
        var page = Render<ChecklistPage>();
        Assert.Equal("false", page.Find("[data-step='validate-infrastructure'] button").GetAttribute("aria-expanded"));

        var well = Sample.Well(2);
        Store.Publish(well with { Services = well.Services.SetItem(0, well.Services[0] with { State = ServiceState.Failed }) });

        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[data-step='validate-infrastructure'] button").GetAttribute("aria-expanded")));
        page.Find("[data-step='validate-infrastructure'] button").Click();
        page.WaitForAssertion(() => Assert.Equal("false", page.Find("[data-step='validate-infrastructure'] button").GetAttribute("aria-expanded")));
    }

    [Fact]
    public void A_silent_engine_makes_live_checks_unknown()
    {
        Store.Publish(Sample.Broken() with { Engine = Sample.Unreachable });

        var page = Render<ChecklistPage>();

        Assert.StartsWith("The engine does not answer", page.Find(".head p").TextContent, StringComparison.Ordinal);
        Assert.Contains("Unknown", page.Find("[data-check='mounts.not-refused']").TextContent, StringComparison.Ordinal);
    }
}
