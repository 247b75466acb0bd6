using System.Collections.Immutable;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations;

/// <summary>A desk over a real engine, with its monitor running.</summary>
internal sealed class MonitoredBench : IAsyncDisposable
{
    private readonly RunningMonitor _monitor;
    private readonly DeskBench _bench;

    private MonitoredBench(RunningMonitor monitor, DeskBench bench) => (_monitor, _bench) = (monitor, bench);

    public IEngineMonitor Monitor => _monitor.Monitor;

    public IOperationDesk Desk => _bench.Desk;

    public AuditLog Audit => _bench.Audit;

    public string Data => _bench.Data;

    public string UpLog => _bench.Options.UpLog(_bench.Project);

    public static async Task<MonitoredBench> StartAsync(TestEngine engine, ImmutableArray<StackDeclaration> declarations)
    {
        var monitor = await engine.MonitorAsync();
        await Eventually.PictureAsync(monitor.Monitor, picture => picture.ContainersAt is not null);
        var compose = new ComposeCli(new ComposeCommand("podman-compose", false, _ => true, _ => true));
        var bench = new DeskBench(monitor.Monitor, engine.Control, compose) { Project = engine.Project, Declarations = declarations };
        return new MonitoredBench(monitor, await bench.StartAsync());
    }

    public Task<OperationRun> RunAsync(OperationKind kind, string service, params (string, string)[] parameters) => _bench.RunAsync(kind, service, parameters);

    public Task<OperationRun> ClickAsync(OperationKind kind, string service, string key = "") => _bench.ClickAsync(kind, service, key);

    public Task StopAsync() => _bench.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _monitor.DisposeAsync();
    }
}
