using Bunit;
using XnaiControl.Core.Findings;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Tests.Components.Shared;

public class DiffViewTests : PageTest
{
    private const string Before =
        """
        services:
          crawler:
            tmpfs:
              # logs are transient
              - /app/logs:size=100m,mode=0755
            volumes:
              - crawl_data:/app/crawl
              - /tmp/crawler_logs:/app/logs # old

        """;

    private const string After =
        """
        services:
          crawler:
            tmpfs:
              # logs are transient
              - /app/logs:size=100m,mode=1777
            volumes:
              - crawl_data:/app/crawl

        """;

    [Fact]
    public void A_unified_diff_numbers_both_versions_and_marks_the_changed_characters()
    {
        var view = Render<DiffView>(p => p.Add(v => v.Diff, Diff(Before, After)));

        var del = view.FindAll(".code > .del");
        Assert.Equal(["5", "8"], del.Select(row => row.QuerySelector("s")!.TextContent));
        Assert.Equal("0755", del[0].QuerySelector("b")!.TextContent);
        var add = view.Find(".code > .add");
        Assert.Equal("5", add.QuerySelectorAll("s")[1].TextContent);
        Assert.Equal("1777", add.QuerySelector("b")!.TextContent);
        Assert.Equal("      - /app/logs:size=100m,mode=1777", add.LastElementChild!.TextContent);
        Assert.Equal("@@ services.crawler, lines 2 to 8 @@", view.Find(".hunk").TextContent);
    }

    [Fact]
    public void The_summary_counts_lines_and_says_when_a_comment_goes()
    {
        Assert.Equal("1 line changed, 1 removed, 1 comment changed", DiffRows.Summary(Diff(Before, After)));
        Assert.Equal("1 line changed, comments kept", DiffRows.Summary(Diff("a: 1 # why\n", "a: 2 # why\n")));
        Assert.Equal("1 line added, comments kept", DiffRows.Summary(Diff("a: 1\n", "a: 1\nb: 2\n")));
        Assert.Equal("1 line changed, comments kept", DiffRows.Summary(Diff("tmpfs: [/tmp]\n", "tmpfs: [/tmp:size=64m]\n")));
    }

    [Fact]
    public void Side_by_side_puts_the_new_line_beside_the_old_and_leaves_a_gap_for_a_removed_one()
    {
        var view = Render<DiffView>(p => p.Add(v => v.Diff, Diff(Before, After)));

        view.FindAll(".seg button")[1].Click();

        var changed = view.FindAll(".pair").First(pair => pair.QuerySelector(".del") is not null);
        Assert.Contains("1777", changed.Children[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("gone", view.FindAll(".pair")[^1].Children[1].ClassName);
    }

    [Fact]
    public void Equal_versions_are_said_to_be_equal()
    {
        Assert.Contains("the same, byte for byte", Render<DiffView>(p => p.Add(v => v.Diff, Diff(Before, Before))).Markup, StringComparison.Ordinal);
    }

    private static UnifiedDiff Diff(string before, string after) =>
        UnifiedDiff.Between(SourceText.FromText("/srv/docker-compose.yml", before), SourceText.FromText("/srv/docker-compose.yml", after));
}
