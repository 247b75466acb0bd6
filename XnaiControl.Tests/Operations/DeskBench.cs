using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using XnaiControl.Core;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Tests.Operations;

/// <summary>A desk with its real audit log and control.db in a folder of its own, over a given engine.</summary>
internal sealed class DeskBench : IAsyncDisposable, IPermissionReader, IStackCatalog, ISnapshotStore
{
    public static readonly AuditActor Ada = new("u1", "Ada", "s1", "password", "127.0.0.1", "Browser/1.0");
    private readonly IEngineMonitor _monitor;
    private readonly IEngineControl _control;
    private readonly IComposeCli _compose;
    private readonly bool _ownsData;
    private ServiceProvider? _services;

    public DeskBench(IEngineMonitor monitor, IEngineControl control, IComposeCli compose, string? data = null)
    {
        (_monitor, _control, _compose) = (monitor, control, compose);
        _ownsData = data is null;
        Data = data ?? Path.Combine(Path.GetTempPath(), "xnai-desk-" + Guid.NewGuid().ToString("N"));
    }

    public DeskBench(FakeEngine engine)
        : this(engine, engine, engine)
    {
    }

    public string Data { get; }

    public XnaiOptions Options => new() { Data = Data };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Func<Permission, bool> Allow { get; set; } = _ => true;

    public ImmutableArray<StackDeclaration> Declarations { get; set; } = [];

    public StackSnapshot? Snapshot { get; set; }

    public ImmutableArray<StackKey> Stacks => [];

    public IOperationDesk Desk => Services.GetRequiredService<IOperationDesk>();

    public AuditLog Audit => Services.GetRequiredService<AuditLog>();

    public FailingAudit AuditSwitch { get; private set; } = null!;

    private ServiceProvider Services => _services ?? throw new InvalidOperationException("Start the bench first.");

    public async Task<DeskBench> StartAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton(Time).AddLogging().Configure<XnaiOptions>(options => options.Data = Data).AddAudit();
        services.AddSingleton<IAuditLog>(provider => AuditSwitch = new FailingAudit(provider.GetRequiredService<AuditLog>()));
        services.AddSingleton(_monitor).AddSingleton(_control).AddSingleton(_compose);
        services.AddSingleton<IPermissionReader>(this).AddSingleton<IStackCatalog>(this).AddSingleton<ISnapshotStore>(this);
        services.AddOperations();
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        foreach (var host in _services.GetServices<IHostedService>())
        {
            await host.StartAsync(CancellationToken.None);
        }

        return this;
    }

    /// <summary>Ends like SIGKILL: files are let go of, nothing more is written.</summary>
    public async Task CrashAsync()
    {
        AuditSwitch.Hold = true;
        await Audit.DisposeAsync();
        _services = null;
    }

    public Task<OperationRun> ClickAsync(OperationKind kind, string service, string key = "", AuditActor? actor = null, params ReadOnlySpan<(string, string)> parameters)
    {
        var map = ImmutableSortedDictionary<string, string>.Empty;
        foreach (var (name, value) in parameters)
        {
            map = map.SetItem(name, value);
        }

        return Desk.StartAsync(
            new OperationRequest(kind, new OperationTarget(new StackKey(_monitor.Client.Endpoint.Id, Project), service), map, key), actor ?? Ada, TestContext.Current.CancellationToken);
    }

    public string Project { get; init; } = "demo";

    public async Task<OperationRun> RunAsync(OperationKind kind, string service, params (string, string)[] parameters)
    {
        var run = await ClickAsync(kind, service, "", null, parameters);
        return await Desk.WaitAsync(run.Id, TestContext.Current.CancellationToken);
    }

    public async Task<ImmutableArray<AuditEntry>> EntriesAsync(OperationRun run) => await Audit.CorrelatedAsync(run.Id, TestContext.Current.CancellationToken);

    public async Task StopAsync()
    {
        if (_services is null)
        {
            return;
        }

        foreach (var host in _services.GetServices<IHostedService>().Reverse())
        {
            await host.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
        _services = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_ownsData)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Data, recursive: true);
        }
    }

    Task<bool> IPermissionReader.IsAllowedAsync(string userId, Permission permission, CancellationToken cancellationToken) => Task.FromResult(Allow(permission));

    StackDeclaration? IStackCatalog.Find(string project) => Declarations.FirstOrDefault(declaration => declaration.Project == project);

    ChangeSubscription IStackCatalog.Subscribe() => throw new NotSupportedException();

    Task<StackDeclaration> IStackCatalog.AddAsync(string composeFile, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IStackCatalog.RemoveAsync(string project, CancellationToken cancellationToken) => throw new NotSupportedException();

    StackSnapshot? ISnapshotStore.Find(StackKey key) => Snapshot;

    SnapshotSubscription ISnapshotStore.Subscribe(StackKey key) => throw new NotSupportedException();
}
