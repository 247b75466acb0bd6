using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using XnaiControl.Core;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Components.Support;

namespace XnaiControl.Tests.Stacks;

public sealed class StackCatalogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("xnai-stacks-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_configured_stack_is_declared_with_mounts_and_lines()
    {
        var file = Write("a/docker-compose.yml", "services:\n  s:\n    image: x\n    build: .\n    tmpfs: ['/app/logs/:mode=1777']\n");
        await using var panel = await StartAsync(file);

        var declaration = Assert.Single(panel.Catalog.Declarations);
        Assert.Equal("a", declaration.Project);
        Assert.Equal([file], declaration.Files);
        Assert.Null(declaration.Problem);
        Assert.True(declaration.Services[0].HasBuild);
        Assert.Equal(new DeclaredMount(DeclaredMountKind.Tmpfs, "/app/logs", "mode=1777", 5), declaration.Services[0].Mounts[0]);
    }

    [Fact]
    public async Task A_change_an_atomic_replacement_a_break_and_a_repair_are_seen_while_the_last_good_stays()
    {
        var file = Write("docker-compose.yml", "services: { a: { image: x } }");
        await using var panel = await StartAsync(file, "shop");
        using var changes = panel.Catalog.Subscribe();

        File.WriteAllText(file, "services: { a: { image: x }, b: { image: x } }");
        await UntilAsync(panel, changes, d => d.Services.Length == 2);

        File.Move(Write("next.yml", "services: { a: { image: x }, b: { image: x }, c: { image: x } }"), file, overwrite: true);
        await UntilAsync(panel, changes, d => d.Services.Length == 3);

        File.WriteAllText(file, "services:\n  a: [");
        var broken = await UntilAsync(panel, changes, d => d.Problem is not null);
        Assert.Equal(3, broken.Services.Length);
        Assert.Contains("docker-compose.yml:", broken.Problem, StringComparison.Ordinal);

        File.Delete(file);
        await UntilAsync(panel, changes, d => d.Problem!.Contains("does not exist", StringComparison.Ordinal));

        File.WriteAllText(file, "name: other\nservices: { z: { image: x } }");
        var repaired = await UntilAsync(panel, changes, d => d.Problem is null);
        Assert.Equal("shop", repaired.Project);
        Assert.Equal("z", repaired.Services[0].Name);
    }

    [Fact]
    public async Task A_folder_that_comes_late_is_noticed()
    {
        var file = Path.Combine(_folder.FullName, "late", "deep", "compose.yml");
        await using var panel = await StartAsync(file, "late");
        using var changes = panel.Catalog.Subscribe();
        Assert.NotNull(panel.Catalog.Find("late")!.Problem);

        Write("late/deep/compose.yml", "services: { a: { image: x } }");

        await UntilAsync(panel, changes, d => d.Problem is null && d.Services.Length == 1);
    }

    [Fact]
    public async Task Added_stacks_survive_a_restart_and_can_be_removed()
    {
        var file = Write("Web Shop/compose.yml", "services: { a: { image: x } }");
        await using (var first = await StartAsync(""))
        {
            Assert.Equal("webshop", (await first.Catalog.AddAsync(file, Cancel)).Project);
            var twice = await Assert.ThrowsAsync<StackFileException>(() => first.Catalog.AddAsync(file, Cancel));
            Assert.Contains("already served", twice.Message, StringComparison.Ordinal);
        }

        await using var second = await StartAsync("");
        Assert.Equal(file, second.Catalog.Find("webshop")!.Files[0]);
        await second.Catalog.RemoveAsync("webshop", Cancel);
        Assert.Empty(second.Catalog.Declarations);
    }

    [Fact]
    public async Task What_cannot_serve_is_refused_with_place_and_remedy_and_not_remembered()
    {
        var broken = Write("b/compose.yml", "services:\n  a:\n    image: [x]\n");
        var empty = Write("c/compose.yml", "networks: {}\n");
        var configured = Write("d/compose.yml", "services: { a: { image: x } }");
        await using var panel = await StartAsync(configured);

        Assert.StartsWith($"{broken}:3:12:", (await RefusedAsync(panel, broken)).Message, StringComparison.Ordinal);
        Assert.Contains("declares no services", (await RefusedAsync(panel, empty)).Message, StringComparison.Ordinal);
        Assert.Contains("absolute", (await RefusedAsync(panel, "compose.yml")).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", (await RefusedAsync(panel, "/nowhere/compose.yml")).Message, StringComparison.Ordinal);
        var fixedOne = await Assert.ThrowsAsync<StackFileException>(() => panel.Catalog.RemoveAsync("d", Cancel));
        Assert.Contains("XNAI_STACK", fixedOne.Message, StringComparison.Ordinal);
        Assert.Single(panel.Catalog.Declarations);
    }

    [Fact]
    public async Task Settings_are_kept()
    {
        await using (var first = await StartAsync(""))
        {
            await first.Settings.SaveAsync(new Dictionary<string, string> { ["levels.warning"] = "0.8" }, Cancel);
            await first.Settings.SaveAsync(new Dictionary<string, string> { ["levels.warning"] = "0.7" }, Cancel);
        }

        await using var second = await StartAsync("");
        Assert.Equal(0.7, double.Parse((await second.Settings.FindAsync("levels.warning", Cancel))!, CultureInfo.InvariantCulture));
        Assert.Null(await second.Settings.FindAsync("levels.critical", Cancel));
    }

    public void Dispose() => _folder.Delete(true);

    private static Task<StackFileException> RefusedAsync(Panel panel, string file) =>
        Assert.ThrowsAsync<StackFileException>(() => panel.Catalog.AddAsync(file, Cancel));

    private static async Task<StackDeclaration> UntilAsync(Panel panel, ChangeSubscription changes, Func<StackDeclaration, bool> reached)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(TimeSpan.FromSeconds(10));
        while (!reached(panel.Catalog.Declarations[0]))
        {
            await changes.Reader.ReadAsync(deadline.Token);
        }

        return panel.Catalog.Declarations[0];
    }

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private async Task<Panel> StartAsync(string stack, string project = "")
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton(new XnaiOptions { Data = _folder.FullName, Stack = stack, Project = project });
        services.AddSingleton<IEngineMonitor>(new FakeMonitor());
        var provider = services.AddStacks().BuildServiceProvider();
        await provider.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single().StartingAsync(Cancel);
        return new Panel(provider);
    }

    private sealed class Panel(ServiceProvider provider) : IAsyncDisposable
    {
        public IStackCatalog Catalog { get; } = provider.GetRequiredService<IStackCatalog>();

        public IPanelSettings Settings { get; } = provider.GetRequiredService<IPanelSettings>();

        public ValueTask DisposeAsync() => provider.DisposeAsync();
    }
}
