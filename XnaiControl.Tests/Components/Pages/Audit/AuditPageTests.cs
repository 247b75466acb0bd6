using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Audit;
using XnaiControl.Tests.Audit;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Pages.Audit;

namespace XnaiControl.Tests.Components.Pages.Audit;

/// <summary>The page over the real log.</summary>
public sealed class AuditPageTests : PageTest
{
    private readonly AuditBench bench = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_title_says_that_the_chain_is_intact_and_where_that_knowledge_ends()
    {
        await bench.AppendAsync(3);
        await bench.VerifyAsync();

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal("The chain is intact", page.Find("h1").TextContent));
        Assert.Contains("3 entries verified, no fault. It is not anchored outside this host, so an older copy of the whole database could go unnoticed.", page.Find(".head p").TextContent, StringComparison.Ordinal);
        Assert.Contains("Not anchored", page.Find(".strip").TextContent, StringComparison.Ordinal);
        Assert.Contains("3 without an outcome", page.Find(".strip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_log_says_what_will_be_written()
    {
        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Contains("Nothing recorded yet", page.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_broken_chain_stands_between_the_rows_with_its_fault()
    {
        await bench.AppendAsync(4);
        bench.SqlPastTriggers("UPDATE entry SET actor = 'Eve' WHERE seq = 2");
        await bench.VerifyAsync();

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal("Chain broken at 2", page.Find("h1").TextContent));
        var rows = page.FindAll("tbody tr");
        Assert.Equal(["4", "3", "2", null, "1"], rows.Select(row => row.GetAttribute("data-entry")));
        Assert.Contains("Chain broken at 2", rows[3].TextContent, StringComparison.Ordinal);
        Assert.Contains(bench.Log.LastVerdict!.Fault!, rows[3].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_takes_the_row_of_its_intent()
    {
        var intent = await bench.Log.AppendAsync(AuditBench.Draft("podman/xnai/mkdocs"), Stop);
        var page = Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Contains("Restart mkdocs", page.Find("tbody tr .what").TextContent, StringComparison.Ordinal));
        Assert.Contains("Running", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
        Assert.Equal("row", page.Find("tbody tr").GetAttribute("role"));

        await bench.Log.AppendAsync(AuditBench.Draft("podman/xnai/mkdocs", AuditKind.Outcome, result: AuditResult.Succeeded, intent: intent.Sequence), Stop);

        page.WaitForAssertion(() => Assert.Contains("Succeeded", page.Find("tbody tr").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Single(page.FindAll("tbody tr"));
        Assert.Contains("1.2 s", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_rows_wait_while_somebody_points_at_the_rows()
    {
        await bench.AppendAsync(2);
        var page = Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count), TimeSpan.FromSeconds(5));
        page.Find("table").ParentElement!.TriggerEvent("onpointerenter", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());

        await bench.AppendAsync(1);

        page.WaitForAssertion(() => Assert.Contains("Show 1 new entry", page.Find(".fresh").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Equal(2, page.FindAll("tbody tr").Count);
        page.Find("table").ParentElement!.TriggerEvent("onpointerleave", new Microsoft.AspNetCore.Components.Web.PointerEventArgs());
        page.WaitForAssertion(() => Assert.Equal(["3", "2", "1"], page.FindAll("tbody tr").Select(row => row.GetAttribute("data-entry"))), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Older_entries_come_by_the_page_and_none_twice()
    {
        await bench.AppendAsync(130);
        var page = Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Equal(100, page.FindAll("tbody tr").Count), TimeSpan.FromSeconds(5));

        page.Find("footer button").Click();

        page.WaitForAssertion(() => Assert.Equal(130, page.FindAll("tbody tr").Count), TimeSpan.FromSeconds(5));
        Assert.Empty(page.FindAll("footer"));
        Assert.Equal(130, page.FindAll("tbody tr").Select(row => row.GetAttribute("data-entry")).Distinct().Count());
    }

    [Fact]
    public async Task Filters_choose_and_say_when_nothing_matches()
    {
        await bench.AppendAsync(3);
        await bench.Log.AppendAsync(AuditBench.Draft("panel", AuditKind.Denied, "session.sign-in", AuditResult.Denied), Stop);
        var page = Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));

        page.FindAll(".filters select")[0].Change("session.sign-in");
        page.WaitForAssertion(() => Assert.Contains("Denied", Assert.Single(page.FindAll("tbody tr")).TextContent, StringComparison.Ordinal));
        page.Find(".filters input[type=search]").Change("nobody wrote this");
        page.WaitForAssertion(() => Assert.Contains("No entry matches", page.Markup, StringComparison.Ordinal));
        page.Find(".fresh button").Click();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task The_address_selects_an_entry_with_its_timeline_and_operation()
    {
        var intent = await bench.Log.AppendAsync(AuditBench.Draft("podman/xnai/mkdocs"), Stop);
        await bench.Log.AppendAsync(AuditBench.Draft("podman/xnai/mkdocs", AuditKind.Outcome, result: AuditResult.Failed, intent: intent.Sequence), Stop);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/audit?entry=1");

        var page = Render<AuditPage>();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".audit-detail .tl li").Count));
        var detail = page.Find(".audit-detail");
        Assert.Contains("Failed", detail.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(intent.LeafHash, detail.TextContent, StringComparison.Ordinal);
        Assert.Contains("naïve \"quoted\"", detail.TextContent, StringComparison.Ordinal);
        Assert.Contains("Browser/1.0", detail.TextContent, StringComparison.Ordinal);
        Assert.NotNull(detail.QuerySelector("a[href='/operations/01abc']"));
        Assert.NotNull(page.Find("tbody tr").GetAttribute("aria-selected"));
    }

    [Fact]
    public async Task Verify_all_walks_the_chain_and_reports()
    {
        await bench.AppendAsync(5);
        var page = Render<AuditPage>();
        page.WaitForAssertion(() => Assert.Equal("The chain has not been verified yet", page.Find("h1").TextContent));

        page.Find(".acts button").Click();

        page.WaitForAssertion(() => Assert.Equal("The chain is intact", page.Find("[role=status]").TextContent), TimeSpan.FromSeconds(5));
        Assert.Contains("0 faults in 5 entries", page.Find(".strip").TextContent, StringComparison.Ordinal);
        Assert.False(page.Find(".acts button").HasAttribute("disabled"));
    }

    protected override void Register(IServiceCollection services) => services.AddSingleton<IAuditLog>(bench.Log);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            bench.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
