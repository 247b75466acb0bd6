using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using XnaiControl.Core;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Metering;

/// <summary>The beat by a clock of the test's own; no engine answers, so nothing else wakes the sampler.</summary>
public sealed class SamplerBeatTests
{
    private static readonly StackKey Key = new("none", "xnai");

    [Fact]
    public async Task Every_second_while_followed_and_every_ten_otherwise()
    {
        var time = new FakeTimeProvider(Records.Noon);
        var data = Directory.CreateTempSubdirectory("xnai-beat-").FullName;
        await using var client = new EngineClient(new EngineEndpoint("none", data + "/no.sock", "test"), time);
        using var monitor = new EngineMonitor(client, new DiscoveryResult(client.Endpoint, null), time, NullLogger<EngineMonitor>.Instance);
        using var host = Build(data, time, monitor);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var store = host.Services.GetRequiredService<ISnapshotStore>();

        var last = await UntilAsync(store, snapshot => snapshot.TakenAt == Records.Noon);
        using (var subscription = store.Subscribe(Key))
        {
            last = await UntilAsync(store, snapshot => snapshot.Sequence > last.Sequence);
            for (var second = 1; second <= 3; second++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                var next = await UntilAsync(store, snapshot => snapshot.TakenAt == Records.Noon.AddSeconds(second));
                Assert.Equal(last.Sequence + 1, next.Sequence);
                Assert.True(ReferenceEquals(next.Services[0], last.Services[0]));
                last = next;
            }
        }

        // The beat that was due while followed still comes; the ones after it are slow.
        time.Advance(TimeSpan.FromSeconds(1));
        last = await UntilAsync(store, snapshot => snapshot.TakenAt == Records.Noon.AddSeconds(4));
        time.Advance(TimeSpan.FromSeconds(9));
        time.Advance(TimeSpan.FromSeconds(1));
        var slow = await UntilAsync(store, snapshot => snapshot.TakenAt > last.TakenAt);
        Assert.Equal((last.Sequence + 1, Records.Noon.AddSeconds(14)), (slow.Sequence, slow.TakenAt));
        Assert.Equal(ServiceState.NotCreated, slow.Services[0].State);
        Assert.True(slow.Host.Memory.HasValue);

        await host.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(data, recursive: true);
    }

    private static IHost Build(string data, TimeProvider time, IEngineMonitor monitor)
    {
        var options = new XnaiOptions { Data = data };
        return new HostBuilder().ConfigureServices(services =>
        {
            services.AddLogging();
            services.AddSingleton(time);
            services.AddSingleton(options);
            services.AddSingleton(Options.Create(options));
            services.AddSingleton(monitor);
            services.AddSingleton<UpLogReader>();
            services.AddSingleton<IStackCatalog>(new StackCatalogOf(
                new StackDeclaration("xnai", [], [new DeclaredService("rag", null, "x", false, null, false, null, [], [])], null)));
            services.AddMetering();
        }).Build();
    }

    private static Task<StackSnapshot> UntilAsync(ISnapshotStore store, Func<StackSnapshot, bool> fits) =>
        Eventually.NotNullAsync(() => Task.FromResult(store.Find(Key) is { } snapshot && fits(snapshot) ? snapshot : null));
}
