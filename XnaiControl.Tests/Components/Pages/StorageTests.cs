using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Metering;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Pages.Storage;

namespace XnaiControl.Tests.Components.Pages;

public class StorageTests : PageTest
{
    [Fact]
    public void The_title_names_the_mount_that_is_full_first()
    {
        Store.Publish(Sample.Broken());

        var page = Render<StoragePage>();

        Assert.Equal("curation_worker /app/logs is full in about 1 h 50 min", page.Find("h1").TextContent);
        Assert.Contains("redis /data follows in 5 h 40 min. 4 of 13 mounts have no current reading because crawler was never created and rag does not run.", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_without_containers_says_once_why_nothing_is_read()
    {
        Store.Publish(Sample.Down());

        var page = Render<StoragePage>();

        Assert.Equal("No tmpfs can be read now", page.Find("h1").TextContent);
        Assert.Contains("because crawler, curation_worker, mkdocs, rag, redis and ui were never created.", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Every service can write", page.Markup, StringComparison.Ordinal);
        Assert.Equal("/stacks/xnai/readings.csv", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void Mounts_come_worst_first_and_absent_ones_keep_their_last_value()
    {
        Store.Publish(Sample.Broken());

        var page = Render<StoragePage>();

        Assert.Equal(["curation_worker:/app/logs", "redis:/data", "ui:/app/.cache"], page.FindAll("[data-mount]").Take(3).Select(r => r.GetAttribute("data-mount")));
        var stale = page.FindAll("tr.stale").Select(r => r.TextContent).ToList();
        Assert.Contains(stale, text => text.Contains("Never read: the container was not created", StringComparison.Ordinal));
        Assert.Contains(stale, text => text.Contains("31 %", StringComparison.Ordinal) && text.Contains("before the container ended", StringComparison.Ordinal));
    }

    [Fact]
    public void A_mount_that_the_service_cannot_write_is_marked_in_words_too()
    {
        Store.Publish(Sample.Broken());

        Assert.Contains("0755 not writable by the service", Render<StoragePage>().Find("[data-mount='ui:/app/logs'] [data-cell='mode']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_selects_the_mount_of_the_chart()
    {
        Store.Publish(Sample.Broken());
        History.Points = (_, from, to, most) => [.. Enumerable.Range(0, most).Select(i => new HistoryPoint(from + (to - from) * i / most, 10, 11 * Sample.MiB, 12))];
        Services.GetRequiredService<NavigationManager>().NavigateTo("/storage?mount=redis%3A%2Fdata");

        var page = Render<StoragePage>();

        Assert.Equal("true", page.Find("[data-mount='redis:/data']").GetAttribute("aria-selected"));
        Assert.StartsWith("redis /data over 15 min: 11 MiB now, limit 256 MiB", page.Find(".plot").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_longer_range_is_read_when_chosen()
    {
        Store.Publish(Sample.Broken());
        var page = Render<StoragePage>();
        Assert.Contains("No readings in this time", page.Markup, StringComparison.Ordinal);
        History.Points = (_, from, to, most) => [.. Enumerable.Range(0, 50).Select(i => new HistoryPoint(from + (to - from) * i / 50, 1, 2, 3))];

        page.FindAll(".seg button")[1].Click();

        Assert.Contains("over 24 h", page.Find(".plot").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll("details.numbers tbody tr"));
    }

    [Fact]
    public void Tmpfs_that_the_memory_limit_cannot_hold_is_critical()
    {
        Store.Publish(Sample.Broken());

        var first = Render<StoragePage>().Find(".mem li");

        Assert.Contains("mkdocs", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("Over limit", first.TextContent, StringComparison.Ordinal);
        Assert.Contains("All mounts full: 323 of 256 MiB. The kernel kills mkdocs before the tmpfs is full.", first.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_without_tmpfs_says_so()
    {
        Store.Publish(Sample.Stack(1, []));

        Assert.Equal("xnai has no tmpfs mounts", Render<StoragePage>().Find("h1").TextContent);
    }
}
