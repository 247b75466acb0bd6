using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using XnaiControl.Core;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Bench;

/// <summary>The engine and metering slices as the panel runs them, without the web.</summary>
internal sealed class BenchEngine : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly string _data = Directory.CreateTempSubdirectory("xnai-bench-").FullName;

    public BenchEngine(string? socket)
    {
        var options = new XnaiOptions { Data = _data, Engine = socket ?? Environment.GetEnvironmentVariable("XNAI_ENGINE") ?? "" };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(options);
        services.AddSingleton(Options.Create(options));
        services.AddSingleton(new MeteringOptions { RunHealthChecks = false });
        services.AddSingleton<IStackCatalog, NoDeclarations>();
        services.AddEngine();
        services.AddMetering();
        _services = services.BuildServiceProvider();
    }

    public IEngineMonitor Monitor => _services.GetRequiredService<IEngineMonitor>();

    public ISnapshotStore Store => _services.GetRequiredService<ISnapshotStore>();

    public async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        using var changes = Monitor.Subscribe();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Monitor.Current.ContainersAt is null)
        {
            await changes.Reader.ReadAsync(limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Stacks come from the engine's labels.</summary>
    private sealed class NoDeclarations : IStackCatalog
    {
        public System.Collections.Immutable.ImmutableArray<StackDeclaration> Declarations => [];

        public StackDeclaration? Find(string project) => null;

        public ChangeSubscription Subscribe() => new(System.Threading.Channels.Channel.CreateBounded<bool>(1).Reader, () => { });

        public Task<StackDeclaration> AddAsync(string composeFile, CancellationToken cancellationToken) => throw new StackFileException("The benchmark reads no compose files.");

        public Task RemoveAsync(string project, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
