using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Metering;

/// <summary>Stacks without containers, fast exits and what follows a change of the compose files.</summary>
public class LiveStackTests
{
    [Fact]
    public async Task A_declared_stack_without_containers_is_served_and_follows_its_file()
    {
        await using var engine = TestEngine.Open();
        var catalog = new StackCatalogOf();
        await using var metered = await MeteredEngine.StartAsync(engine, catalog: catalog);
        using var subscription = metered.Store.Subscribe(metered.Stack);

        catalog.Set(new StackDeclaration(engine.Project, [], [new DeclaredService("rag", null, "x", false, null, false, null, [], [])], null));
        var declared = await metered.UntilAsync(s => s.Services.Length == 1);
        Assert.Equal((ServiceState.NotCreated, "rag"), (declared.Services[0].State, declared.Services[0].Name));

        catalog.Set();
        await Eventually.NotNullAsync(() => Task.FromResult(metered.Store.Find(metered.Stack) is null ? "gone" : null));
    }

    [Fact]
    public async Task Parts_that_did_not_change_keep_their_instances()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine, options => options.WatchedInterval = TimeSpan.FromMilliseconds(200));
        await engine.RunAsync("still", "exec sleep 1000", p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=1m" });
        var first = await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container is { Cpu.HasValue: true, Tmpfs.Length: 1 });
        // The same tmpfs and cpu parts in a later beat; the engine's list is not asked in between.
        var same = await metered.UntilAsync(s => s.Sequence > first.Sequence
            && ReferenceEquals(s.Services[0].Container!.Tmpfs[0].Reading.Value, first.Services[0].Container!.Tmpfs[0].Reading.Value));
        Assert.True(same.TakenAt > first.TakenAt);
    }

    [Fact]
    public async Task A_container_that_ends_at_once_ends_in_a_true_state()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("oneshot", "exit 0");
        await metered.UntilAsync(s => s.Services.FirstOrDefault()?.State is ServiceState.Completed or ServiceState.Stopped && s.Services[0].Container!.Record.State == ContainerRunState.Exited);
    }

    [Fact]
    public async Task Gauges_go_on_while_the_engine_does_not_answer()
    {
        await using var engine = TestEngine.Open();
        await engine.RunAsync("rag", "exec sleep 1000", p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=4m" });
        await using var relay = new EngineRelay(engine.SocketPath);
        await using var client = new EngineClient(engine.Endpoint with { SocketPath = relay.SocketPath }, TimeProvider.System);
        var monitor = new EngineMonitor(client, new DiscoveryResult(client.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(TestContext.Current.CancellationToken);
        await using var metered = await MeteredEngine.StartAsync(engine, through: new RunningMonitor(monitor));
        var running = await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container?.Tmpfs is [{ Reading.HasValue: true }]);

        relay.Cut();
        await metered.UntilAsync(s => s.IsStale && s.Engine.Failure is not null);
        await File.WriteAllBytesAsync($"/proc/{running.Services[0].Container!.Record.Pid}/root/gauge/x", new byte[1 << 20], TestContext.Current.CancellationToken);
        var stale = await metered.UntilAsync(s => s.Services[0].Container!.Tmpfs[0].Reading.Value!.UsedBytes >= 1 << 20);
        Assert.True(stale.IsStale);
        Assert.Equal(ServiceState.Running, stale.Services[0].State);
    }
}
