using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using XnaiControl.Core;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Metering;

/// <summary>The metering slice as the panel runs it, over a real engine and a data folder of its own.</summary>
internal sealed class MeteredEngine : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly RunningMonitor _monitor;
    private readonly string _data;

    private MeteredEngine(TestEngine engine, RunningMonitor monitor, IHost host, string data) =>
        (Engine, _monitor, _host, _data) = (engine, monitor, host, data);

    public TestEngine Engine { get; }

    public IEngineMonitor Monitor => _monitor.Monitor;

    public ISnapshotStore Store => Get<ISnapshotStore>();

    public StackKey Stack => new(Engine.Endpoint.Id, Engine.Project);

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<MeteredEngine> StartAsync(TestEngine engine, Action<MeteringOptions>? change = null, StackCatalogOf? catalog = null, RunningMonitor? through = null)
    {
        var data = Directory.CreateTempSubdirectory("xnai-metering-").FullName;
        var options = new XnaiOptions { Data = data };
        var metering = new MeteringOptions();
        change?.Invoke(metering);
        var monitor = through ?? await engine.MonitorAsync();
        var host = new HostBuilder().ConfigureServices(services =>
        {
            services.AddLogging();
            services.AddSingleton(options);
            services.AddSingleton(Options.Create(options));
            services.AddSingleton(metering);
            services.AddSingleton(monitor.Monitor);
            services.AddSingleton<UpLogReader>();
            services.AddSingleton<IStackCatalog>(catalog ?? new StackCatalogOf());
            services.AddMetering();
        }).Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new MeteredEngine(engine, monitor, host, data);
    }

    /// <summary>Follows the stack until a snapshot fits.</summary>
    public async Task<StackSnapshot> UntilAsync(Func<StackSnapshot, bool> fits, double seconds = 15)
    {
        using var subscription = Store.Subscribe(Stack);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        StackSnapshot? last = null;
        try
        {
            while (true)
            {
                last = await subscription.Reader.ReadAsync(limit.Token);
                if (fits(last))
                {
                    return last;
                }
            }
        }
        catch (OperationCanceledException)
        {
            var services = last?.Services.Select(s => $"{s.Name} {s.State} {s.Reason} {string.Join(",", s.Container?.Tmpfs.Select(t => $"{t.Target} {t.Reading}") ?? [])}");
            Assert.Fail($"No snapshot fitted within {seconds} s. The last: {last?.Engine.Reachability} {string.Join("; ", services ?? [])}");
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        await _monitor.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>A catalog of given declarations; the files themselves are the Stacks slice's matter.</summary>
internal sealed class StackCatalogOf(params StackDeclaration[] declarations) : IStackCatalog
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(1);

    public ImmutableArray<StackDeclaration> Declarations { get; private set; } = [.. declarations];

    public StackDeclaration? Find(string project) => Declarations.FirstOrDefault(declaration => declaration.Project == project);

    public ChangeSubscription Subscribe() => new(_changes.Reader, () => { });

    public void Set(params StackDeclaration[] next)
    {
        Declarations = [.. next];
        _changes.Writer.TryWrite(true);
    }

    public Task<StackDeclaration> AddAsync(string composeFile, CancellationToken cancellationToken) => throw new StackFileException("This catalog reads no files.");

    public Task RemoveAsync(string project, CancellationToken cancellationToken)
    {
        Set([.. Declarations.Where(declaration => declaration.Project != project)]);
        return Task.CompletedTask;
    }
}
