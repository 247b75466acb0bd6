using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;
using XnaiControl.Web.Components.Pages.Overview;

namespace XnaiControl.Tests.Components.Pages;

public class OverviewTests : PageTest
{
    [Fact]
    public void The_title_says_what_is_true_and_why()
    {
        Store.Publish(Sample.Broken());

        var page = Show();

        Assert.Equal("4 of 6 services are healthy", page.Find("h1").TextContent);
        Assert.Contains("crawler was never created and rag is crash-looping.", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll("h1"));
    }

    [Fact]
    public void A_stack_without_containers_is_drawn_and_offers_to_bring_it_up()
    {
        Store.Publish(Sample.Down());

        var page = Show();

        Assert.Equal("xnai is not up", page.Find("h1").TextContent);
        Assert.Contains("None of its 6 services has a container. Bring the stack up to create them.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Bring stack up", page.Find(".head .btn.pri").TextContent);
        Assert.Contains("No tmpfs has been read", page.Find(".strip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_attention_comes_worst_first_with_the_engines_reason()
    {
        Store.Publish(Sample.Broken());

        var items = Show().FindAll(".att li").Select(li => li.TextContent).ToList();

        Assert.Equal(4, items.Count);
        Assert.Contains("duplicate mount destination", items[0], StringComparison.Ordinal);
        Assert.Contains("Crash loop", items[1], StringComparison.Ordinal);
        Assert.Contains("/app/logs is 83 % full", items[2], StringComparison.Ordinal);
        Assert.Contains("/data grows", items[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_tells_state_readings_and_the_worst_tmpfs()
    {
        Store.Publish(Sample.Broken());

        var row = Show().Find("tr[data-service='curation_worker']");

        Assert.Equal("Healthy", row.QuerySelector("[data-cell='state']")!.TextContent.Trim());
        Assert.Contains("402 of 1,024 MiB", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("/app/logs full in 1 h 50 min", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("83", row.QuerySelector("[role=meter]")!.GetAttribute("aria-valuenow"));
    }

    [Fact]
    public void A_service_without_a_container_gives_the_reason_instead_of_readings()
    {
        Store.Publish(Sample.Broken());

        var row = Show().Find("tr[data-service='crawler']");

        Assert.Contains("No container, so no readings.", row.TextContent, StringComparison.Ordinal);
        Assert.Null(row.QuerySelector("[data-act='restart']"));
    }

    [Fact]
    public void A_state_change_reaches_its_row_and_leaves_the_order()
    {
        Store.Publish(Sample.Well());
        var page = Show();
        var before = page.FindAll("tr[data-service]").Select(r => r.GetAttribute("data-service")).ToList();

        var snapshot = Sample.Well(2);
        Store.Publish(snapshot with { Services = [.. snapshot.Services.Select(s => s.Name == "ui" ? s with { State = ServiceState.Restarting } : s)] });

        page.WaitForAssertion(() => Assert.Equal("Restarting", page.Find("tr[data-service='ui'] [data-cell='state']").TextContent.Trim()));
        Assert.Equal(before, page.FindAll("tr[data-service]").Select(r => r.GetAttribute("data-service")));
    }

    [Fact]
    public void An_equal_beat_draws_no_row()
    {
        Store.Publish(Sample.Broken());
        var page = Show();
        var row = page.FindComponents<ServiceRow>()[2];
        var drawn = row.RenderCount;

        Store.Publish(Sample.Broken(2) with { TakenAt = Sample.Now.AddSeconds(1) });

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("time[data-age]"), t => t.GetAttribute("data-age") == $"{Sample.Now.AddSeconds(1).ToUnixTimeMilliseconds()}"));
        Assert.Equal(drawn, row.RenderCount);
    }

    [Fact]
    public void Under_a_conductor_a_beat_reaches_every_part()
    {
        Store.Publish(Sample.Well());
        Render<XnaiControl.Web.Components.Live.Conductor>();
        var page = Show();

        Store.Publish(Sample.Broken(2));

        page.WaitForAssertion(() => Assert.Equal("4 of 6 services are healthy", page.Find("h1").TextContent));
        Assert.Equal(6, page.FindAll("tr[data-service]").Count);
        Assert.Equal(4, page.FindAll(".att li").Count);
    }

    [Fact]
    public void Rows_sort_and_filter()
    {
        Store.Publish(Sample.Broken());
        var page = Show();
        Assert.Equal("crawler", page.Find("tr[data-service]").GetAttribute("data-service"));

        page.FindAll("th button").First(b => b.TextContent.StartsWith("Memory", StringComparison.Ordinal)).Click();
        Assert.Equal("curation_worker", page.Find("tr[data-service]").GetAttribute("data-service"));

        page.Find("button[aria-label='Filter services']").Click();
        page.Find(".svc input").Input("crash");
        Assert.Equal("rag", Assert.Single(page.FindAll("tr[data-service]")).GetAttribute("data-service"));
        page.Find(".svc input").Input("zzz");
        Assert.Contains("No service matches", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void All_well_is_one_quiet_line()
    {
        Store.Publish(Sample.Well());

        var page = Show();

        Assert.Equal("Both services are healthy", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll(".att li"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent == "Bring stack up");
    }

    [Fact]
    public void A_stale_picture_stays_greyed_and_says_so()
    {
        Monitor.Set(Sample.Unreachable);
        Store.Publish(Sample.Broken() with { Engine = Sample.Unreachable });

        var page = Show();

        Assert.Equal("4 of 6 services were healthy when last seen", page.Find("h1").TextContent);
        Assert.Equal(6, page.FindAll("tr[data-service].stale").Count);
    }

    [Fact]
    public void Without_a_stack_the_page_says_what_was_looked_at()
    {
        var page = Show();

        Assert.Equal("No stack yet", page.Find("h1").TextContent);
        Assert.Contains("/run/user/1001/podman/podman.sock", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_engine_nothing_is_called_empty()
    {
        Monitor.Set(Sample.Unreachable);

        Assert.Equal("The container engine does not answer", Show().Find("h1").TextContent);
    }

    [Fact]
    public void The_first_snapshot_replaces_the_waiting_page()
    {
        Monitor.Set(Sample.Connected with { Reachability = EngineReachability.Connecting });
        var page = Show();
        Assert.Equal("Reading the stack", page.Find("h1").TextContent);

        Store.Publish(Sample.Well());
        Monitor.Set(Sample.Connected);

        page.WaitForAssertion(() => Assert.Equal("Both services are healthy", page.Find("h1").TextContent));
    }

    [Fact]
    public void An_address_of_an_unknown_stack_names_the_known_ones()
    {
        Store.Publish(Sample.Well());
        Services.GetRequiredService<NavigationManager>().NavigateTo("/stack/other");

        var page = Show("other");

        Assert.Equal("There is no stack called other", page.Find("h1").TextContent);
        Assert.Contains("xnai", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_chain_is_said_on_the_strip()
    {
        Audit.LastVerdict = new ChainVerdict(false, 900, 812, "an entry was changed", Sample.Now, TimeSpan.FromSeconds(1), "ab");
        Store.Publish(Sample.Broken());

        Assert.Contains("Chain broken at entry 812", Show().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Operations_appear_as_they_run()
    {
        Store.Publish(Sample.Broken());
        var page = Show();

        var run = Sample.Run(OperationKinds.Restart, new(Sample.Key, "mkdocs"));
        Desk.Publish(run);
        page.WaitForAssertion(() => Assert.Contains("Running", page.Find(".ops li").TextContent, StringComparison.Ordinal));
        Desk.Publish(run with { State = OperationState.Succeeded, Took = TimeSpan.FromSeconds(4.2), OutcomeSequence = 1282 });

        page.WaitForAssertion(() => Assert.Contains("4.2 s", page.Find(".ops li").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll(".ops li"));
    }

    [Fact]
    public async Task Leaving_the_page_ends_its_subscription()
    {
        Store.Publish(Sample.Broken());
        Show();
        Assert.Equal(1, Store.Followers);

        await DisposeComponentsAsync();
        Services.GetRequiredService<XnaiControl.Web.Components.Live.StackFeed>().Dispose();

        await Eventually.TrueAsync(() => Store.Followers == 0);
    }

    private IRenderedComponent<OverviewPage> Show(string? stack = null)
    {
        Render<MudBlazor.MudPopoverProvider>();
        return Render<OverviewPage>(p => p.Add(page => page.Stack, stack));
    }
}
