using System.Collections.Immutable;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Core;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Audit;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;
using XnaiControl.Web.Components.Live;
using XnaiControl.Web.Components.Pages.Settings;

namespace XnaiControl.Tests.Components.Pages.Settings;

/// <summary>The page and its desk over the real audit log.</summary>
public sealed class SettingsPageTests : PageTest
{
    private readonly AuditBench bench = new();
    private readonly FakePermissions permissions = new();
    private readonly FakeSettings settings = new();

    public SettingsPageTests() =>
        Catalog.Declarations = [new StackDeclaration("xnai", ["/srv/xnai/docker-compose.yml"], [], "docker-compose.yml:7: a tab.")];

    private MeteringOptions Levels => Services.GetRequiredService<MeteringOptions>();

    [Fact]
    public async Task Levels_are_recorded_kept_and_in_force()
    {
        var page = Render<SettingsPage>();

        Save(page, "70", "90");

        await Eventually.TrueAsync(() => Levels.WarningShare == 0.70 && Levels.CriticalShare == 0.90);
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal((AuditKind.Configuration, "settings.levels", "operator-1", "80 % to 70 %"), (entry.Kind, entry.Operation, entry.Actor.Name, entry.Parameters["warning"]));
        Assert.Equal([Permission.ManageSettings], permissions.Asked);

        var restarted = new MeteringOptions();
        await new LevelSettings(settings, restarted).StartingAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0.70, 0.90), (restarted.WarningShare, restarted.CriticalShare));
    }

    [Theory]
    [InlineData("95", "80", "below the critical level")]
    [InlineData("5", "80", "between 10 and 98 %")]
    [InlineData("50", "100", "between 11 and 99 %")]
    [InlineData("", "90", "whole percent")]
    public async Task Levels_that_cannot_serve_are_refused_before_anything_is_recorded(string warning, string critical, string why)
    {
        var page = Render<SettingsPage>();

        Save(page, warning, critical);

        page.WaitForAssertion(() => Assert.Contains(why, page.Find("#levels-problem").TextContent, StringComparison.Ordinal));
        Assert.Empty(await EntriesAsync());
        Assert.Equal(0.80, Levels.WarningShare);
    }

    [Fact]
    public async Task Who_may_not_manage_settings_changes_nothing_and_the_denial_is_recorded()
    {
        permissions.Allowed = false;
        var page = Render<SettingsPage>();

        Save(page, "70", "90");

        page.WaitForAssertion(() => Assert.Contains("may not change settings", page.Find("#levels-problem").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Equal((0.80, 0), (Levels.WarningShare, settings.Values.Count));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal((AuditKind.Denied, AuditResult.Denied), (entry.Kind, entry.Result));
    }

    [Fact]
    public async Task A_change_that_fails_is_recorded_as_failed_and_not_in_force()
    {
        settings.Failure = "The disk is full.";
        var page = Render<SettingsPage>();

        Save(page, "70", "90");

        page.WaitForAssertion(() => Assert.Contains("The disk is full.", page.Find("#levels-problem").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Equal(0.80, Levels.WarningShare);
        var entries = await EntriesAsync();
        Assert.Equal([AuditResult.Failed, AuditResult.None], entries.Select(entry => entry.Result));
        Assert.Single(entries.Select(entry => entry.Correlation).Distinct());
    }

    [Fact]
    public async Task Without_the_audit_log_nothing_changes()
    {
        var happened = false;

        var result = await new ConfigurationDesk(permissions, new FakeAudit(), new FakeActor()).ChangeAsync(
            new("settings.levels", "panel", new Dictionary<string, string>()),
            _ =>
            {
                happened = true;
                return Task.CompletedTask;
            });

        Assert.StartsWith("Nothing was changed.", result.Problem, StringComparison.Ordinal);
        Assert.False(happened);
    }

    [Fact]
    public async Task A_compose_file_that_cannot_be_added_says_why_beside_its_field()
    {
        var page = Render<SettingsPage>();
        page.Find("#compose-file").Change("/srv/other/compose.yml");
        page.Find("form.add").Submit();

        page.WaitForAssertion(() => Assert.Contains("/srv/other/compose.yml cannot be added here.", page.Find("#compose-problem").TextContent, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Equal("true", page.Find("#compose-file").GetAttribute("aria-invalid"));
        Assert.All(await EntriesAsync(), entry => Assert.Equal(("stack.add", "/srv/other/compose.yml"), (entry.Operation, entry.Target)));
    }

    [Fact]
    public async Task A_stack_is_removed_after_a_second_yes_and_the_configured_one_cannot_be()
    {
        Catalog.Declarations = Catalog.Declarations.Add(new StackDeclaration("extra", ["/srv/extra/compose.yml"], [], null));
        var page = Render<SettingsPage>();
        Assert.Contains("docker-compose.yml:7: a tab.", page.Find(".stacks .fault").TextContent, StringComparison.Ordinal);

        Assert.Single(page.FindAll(".stacks li button")).Click();
        Assert.Empty(await EntriesAsync());
        page.Find(".stacks li button.dan").Click();

        await Eventually.TrueAsync(() => bench.Log.Count == 1);
        Assert.Equal("stack.remove", Assert.Single(await EntriesAsync()).Operation);
    }

    [Fact]
    public async Task A_rootful_engine_asks_for_an_acknowledgement_that_is_recorded_and_remembered()
    {
        Monitor.Set(Sample.Connected with { Info = Sample.Connected.Info! with { Rootless = false, Uid = null } });
        var page = Render<SettingsPage>();
        Assert.Contains("This engine runs as root.", page.Markup, StringComparison.Ordinal);

        page.Find(".note button").Click();

        page.WaitForAssertion(() => Assert.Contains("Root access acknowledged by operator-1", page.Markup.Replace("<b>", "", StringComparison.Ordinal), StringComparison.Ordinal), TimeSpan.FromSeconds(5));
        Assert.Equal("settings.rootful", Assert.Single(await EntriesAsync()).Operation);
        var again = Render<SettingsPage>();
        again.WaitForAssertion(() => Assert.Contains("/audit?entry=1", again.Markup, StringComparison.Ordinal), TimeSpan.FromSeconds(5));
    }

    protected override void Register(IServiceCollection services)
    {
        services.AddSingleton<IAuditLog>(bench.Log);
        services.AddSingleton<IPermissionReader>(permissions);
        services.AddSingleton<IPanelSettings>(settings);
        services.AddSingleton(new XnaiOptions { Data = "/srv/xnai", Stack = "/srv/xnai/docker-compose.yml" });
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            bench.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Save(IRenderedComponent<SettingsPage> page, string warning, string critical)
    {
        page.Find("#level-warning").Change(warning);
        page.Find("#level-critical").Change(critical);
        page.Find("form.levels").Submit();
    }

    private Task<ImmutableArray<AuditEntry>> EntriesAsync() => bench.Log.QueryAsync(new AuditQuery(), TestContext.Current.CancellationToken);
}
