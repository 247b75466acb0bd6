using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Web.Components.Pages.Compose;

namespace XnaiControl.Tests.Components.Pages.Compose;

public class ComposePageTests : PageTest
{
    private static readonly SourceText File = SourceText.FromText("/srv/xnai/docker-compose.yml",
        "services:\n  crawler:\n    image: x\n    tmpfs:\n      - /app/logs:size=100m\n    volumes:\n      - ./logs:/app/logs\n  ui:\n    image: y\n");

    [Fact]
    public void The_title_counts_findings_and_the_line_under_it_says_how_bad_and_how_many_can_be_mended()
    {
        Serve(
            FakeFindings.Finding(File, "XC101", Severity.Critical, "crawler", 7, "Two mounts on /app/logs", "      - ./other:/x"),
            FakeFindings.Finding(File, "XC401", Severity.Warning, "ui", 8, "No health check"),
            FakeFindings.Finding(File, "XC312", Severity.Note, "ui", 9, "The image is not pinned"));

        var page = Render<ComposePage>();

        Assert.Equal("3 findings in docker-compose.yml", page.Find("h1").TextContent);
        Assert.Contains("1 is critical, in crawler. 1 has a fix that changes only the bytes it must.", page.Find(".head p").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Critical1", "Warning1", "Note1"], page.FindAll(".grp").Select(g => g.TextContent.Trim()));
        Assert.Equal("XC101 crawler, line 7", page.Find("li.sev-critical .clip").TextContent);
        Assert.Equal("Fix", page.Find("li.sev-critical .btn").TextContent);
        Assert.Equal("Explain", page.Find("li.sev-warning .btn").TextContent);
    }

    [Fact]
    public void The_worst_finding_is_open_and_the_address_opens_another()
    {
        var note = FakeFindings.Finding(File, "XC312", Severity.Note, "ui", 9, "The image is not pinned");
        Serve(FakeFindings.Finding(File, "XC101", Severity.Critical, "crawler", 7, "Two mounts on /app/logs"), note);

        var page = Render<ComposePage>();
        Assert.Equal("Two mounts on /app/logs", page.Find(".d h2").TextContent);

        Services.GetRequiredService<NavigationManager>().NavigateTo($"/compose?finding={FindingWords.Id(note)}");
        var other = Render<ComposePage>();
        Assert.Equal("The image is not pinned", other.Find(".d h2").TextContent);
        Assert.Equal("true", other.Find("li.sev-note").GetAttribute("aria-current"));
        Assert.True(other.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void A_finding_explains_itself_with_the_lines_it_rests_on()
    {
        Serve(FakeFindings.Finding(File, "XC101", Severity.Critical, "crawler", 7, "Two mounts on /app/logs"));

        var page = Render<ComposePage>();

        Assert.Contains("The engine refuses the service.", page.Find(".why p").TextContent, StringComparison.Ordinal);
        Assert.Equal("- ./logs:/app/logs", page.Find(".seen code").TextContent);
        Assert.Contains("view=editor&file=%2Fsrv%2Fxnai%2Fdocker-compose.yml&line=7", page.Find(".seen a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("/rules/XC101", page.Find(".why p a").GetAttribute("href"));
    }

    [Fact]
    public void Findings_that_come_while_the_page_is_open_are_shown()
    {
        Serve(FakeFindings.Finding(File, "XC101", Severity.Critical, "crawler", 7, "Two mounts on /app/logs"));
        var page = Render<ComposePage>();

        Findings.Set(FakeFindings.Of(File));

        page.WaitForAssertion(() => Assert.Equal("No findings in docker-compose.yml", page.Find("h1").TextContent));
        Assert.Contains("Nothing to fix", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_that_is_gone_is_said_to_be_gone()
    {
        Serve(FakeFindings.Finding(File, "XC101", Severity.Critical, "crawler", 7, "Two mounts on /app/logs"));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/compose?finding=XC999-00000000");

        Assert.Contains("This finding is gone", Render<ComposePage>().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_findings_stay_visible_with_their_reason()
    {
        var finding = FakeFindings.Finding(File, "XC312", Severity.Note, "ui", 9, "The image is not pinned");
        var findings = FakeFindings.Of(File);
        Declare();
        Findings.Set(findings with { Lint = findings.Lint with { Suppressed = [(finding, new Suppression("XC312", 9, "pinned by the mirror", finding.Place))] } });

        var page = Render<ComposePage>();

        Assert.Contains("pinned by the mirror", page.Find(".silenced").TextContent, StringComparison.Ordinal);
        Assert.Contains("1 finding is ignored with a reason.", page.Find(".head p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_stack_the_page_says_where_to_name_one()
    {
        var page = Render<ComposePage>();

        Assert.Equal("No stack to check yet", page.Find("h1").TextContent);
        Assert.Equal("/settings", page.Find(".head .btn").GetAttribute("href"));
    }

    [Fact]
    public void A_stack_whose_file_nobody_named_is_not_called_clean()
    {
        Store.Publish(Sample.Broken());

        Assert.Equal("The compose file of xnai is not known", Render<ComposePage>().Find("h1").TextContent);
    }

    [Fact]
    public void An_unknown_stack_is_named()
    {
        Declare();

        Assert.Equal("There is no stack called shop", Render<ComposePage>(p => p.Add(c => c.Stack, "shop")).Find("h1").TextContent);
    }

    [Fact]
    public void Before_the_first_lint_the_page_is_checking()
    {
        Declare();

        Assert.Equal("Checking docker-compose.yml", Render<ComposePage>().Find("h1").TextContent);
    }

    [Fact]
    public void A_file_that_could_not_be_checked_is_not_called_clean()
    {
        Declare();
        var findings = FakeFindings.Of(File);
        Findings.Set(findings with { Lint = findings.Lint with { Files = [], Model = null } });

        var page = Render<ComposePage>();

        Assert.Equal("docker-compose.yml could not be checked", page.Find("h1").TextContent);
        Assert.Contains("Not checked", page.Markup, StringComparison.Ordinal);
    }

    private void Declare() => Catalog.Declarations = [new StackDeclaration("xnai", [File.File], [], null)];

    private void Serve(params Finding[] findings)
    {
        Declare();
        Findings.Set(FakeFindings.Of(File, findings));
    }
}
