using Bunit;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Layout;

namespace XnaiControl.Tests.Components.Layout;

public class FrameTests : PageTest
{
    [Theory]
    [InlineData("/", "/stack/xnai", "/", true)]
    [InlineData("/stack/xnai/services/rag", "/stack/xnai", "/", false)]
    [InlineData("/stack/xnai/services/rag", "/stack/xnai", "/", true, true)]
    [InlineData("/services", "/stack/xnai", "/", true, true)]
    [InlineData("/stack/xnai/services/rag", "/stack/xnai/services", "/services", true)]
    [InlineData("/services/rag", "/stack/xnai/services", "/services", true)]
    [InlineData("/stack/xnai", "/stack/xnai/services", "/services", false)]
    [InlineData("/stack/xnai/storage", "/stack/xnai", "/", false)]
    [InlineData("/stack/xnai/storage", "/stack/xnai/storage", "/storage", true)]
    [InlineData("/operations/op-1", "/operations", null, true)]
    [InlineData("/operations", "/audit", null, false)]
    public void A_page_belongs_to_one_entry(string path, string href, string? also, bool current, bool withServices = false) =>
        Assert.Equal(current, NavMatch.IsCurrent(path, href, also, withServices));

    [Fact]
    public void The_navigation_counts_trouble()
    {
        Store.Publish(Sample.Broken());

        var nav = Render<NavMenu>();

        Assert.Equal("2", nav.Find(".n.crit").TextContent);
        Assert.Equal("page", nav.Find("a[href='/stack/xnai']").GetAttribute("aria-current"));
    }

    [Fact]
    public void An_engine_that_does_not_answer_is_named_with_cause_and_next_try()
    {
        Store.Publish(Sample.Broken());
        Monitor.Set(Sample.Unreachable);

        var banner = Render<EngineBanner>();

        Assert.StartsWith("Podman does not answer.", banner.Find(".note .grow").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("Its socket refuses connections", banner.Find(".note .cause").TextContent, StringComparison.Ordinal);
        Assert.Contains("7.0 s", banner.Find("time[data-until]").TextContent, StringComparison.Ordinal);
        banner.Find("button").Click();
        Assert.Equal(1, Monitor.Tries);
    }

    [Fact]
    public void The_banner_tells_what_the_kernel_still_answers()
    {
        var away = Sample.Unreachable;
        Store.Publish(Sample.Broken() with { Engine = away });
        Monitor.Set(away);

        Assert.Contains("States are from", Render<EngineBanner>().Find(".note").TextContent, StringComparison.Ordinal);
        Monitor.Set(away with { LastAnswerAt = Sample.Now });
        Assert.Contains("Readings are from", Render<EngineBanner>().Find(".note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_banner_goes_when_the_engine_is_back()
    {
        Monitor.Set(Sample.Unreachable);
        Store.Publish(Sample.Broken() with { Engine = Sample.Unreachable });
        var banner = Render<EngineBanner>();

        Monitor.Set(Sample.Connected);

        banner.WaitForAssertion(() => Assert.Empty(banner.FindAll(".note")));
    }

    [Fact]
    public void A_stale_picture_is_not_called_live()
    {
        Store.Publish(Sample.Broken() with { Engine = Sample.Unreachable });

        Assert.Contains("Stale", Render<LiveState>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_strip_names_each_reading()
    {
        Store.Publish(Sample.Broken());

        var strip = Render<HostStrip>();

        Assert.Contains("8.9 of 15.5 GiB", strip.Markup, StringComparison.Ordinal);
        Assert.Equal(["Host CPU", "Host Memory", "Host Swap", "Host Disk"], strip.FindAll("[role=meter]").Select(m => m.GetAttribute("aria-label")));
    }

    [Fact]
    public void The_search_finds_services_pages_and_operations()
    {
        Store.Publish(Sample.Broken());
        Desk.Publish(Sample.Run(XnaiControl.Core.Operations.OperationKinds.Restart, new(Sample.Key, "rag"), "op-7"));
        var box = Render<SearchBox>();

        box.Find("input").Input("rag");

        Assert.Equal(
            ["/stack/xnai/services/rag", "/operations/op-7"],
            box.FindAll("[role=option]").Select(o => o.GetAttribute("href")).Where(h => h!.Contains("rag", StringComparison.Ordinal) && h.Contains("services", StringComparison.Ordinal) || h!.Contains("op-7", StringComparison.Ordinal)));
        box.Find("input").Input("nothing is called this");
        Assert.Contains("Nothing is called that", box.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rootful_engine_says_so()
    {
        Store.Publish(Sample.Broken() with { Engine = Sample.Connected with { Info = Sample.Connected.Info! with { Rootless = false, Uid = null } } });

        Assert.Contains("Rootful", Render<EngineFoot>().Markup, StringComparison.Ordinal);
    }
}
