using System.Collections.Immutable;
using System.Globalization;
using Docker.DotNet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XnaiControl.Core;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations.Compose;

/// <summary>
/// The whole core over a real Podman and one compose file in a folder of its own; containers, network, data and folder
/// go away with it. podman-compose works on the store that CONTAINERS_CONF names.
/// </summary>
internal sealed class ChangeBench : IAsyncDisposable, IPermissionReader
{
    public const string Sleeps = """["sh", "-c", "echo ready; trap 'exit 0' TERM; while :; do sleep 0.1; done"]""";
    private IHost? _host;
    private IHost? _crashed;

    public TestEngine Engine { get; } = TestEngine.Open();

    public string Folder { get; } = Directory.CreateTempSubdirectory("xnai-change-").FullName;

    public string File => Path.Combine(Folder, "stack", "docker-compose.yml");

    public bool Allowed { get; set; } = true;

    public RolloutLimits Limits { get; init; } = new(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(30), 20);

    public FailingAudit AuditSwitch { get; private set; } = null!;

    public StackKey Stack => new(Get<IEngineMonitor>().Client.Endpoint.Id, Engine.Project);

    public IRevisionStore Revisions => Get<IRevisionStore>();

    public static async Task<ChangeBench> StartAsync(string compose, RolloutLimits? limits = null)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CONTAINERS_CONF")))
        {
            Assert.Skip("podman-compose needs CONTAINERS_CONF to reach the test engine's store: run ./test.sh");
        }

        var bench = limits is null ? new ChangeBench() : new ChangeBench { Limits = limits };
        Directory.CreateDirectory(Path.GetDirectoryName(bench.File)!);
        await System.IO.File.WriteAllTextAsync(bench.File, compose, TestContext.Current.CancellationToken);
        await bench.StartPanelAsync();
        return bench;
    }

    public async Task StartPanelAsync()
    {
        var options = new XnaiOptions
        {
            Data = Path.Combine(Folder, "data"), Engine = Engine.SocketPath, Stack = File, Project = Engine.Project, Compose = "podman-compose",
        };
        Directory.CreateDirectory(options.Data);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Limits).AddSingleton<IPermissionReader>(this);
        builder.Services.AddXnaiControlCore(options);
        builder.Services.AddSingleton<IAuditLog>(provider => AuditSwitch = new FailingAudit(provider.GetRequiredService<AuditLog>()));
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(Get<IEngineMonitor>(), picture => picture.ContainersAt is not null);
    }

    public T Get<T>()
        where T : notnull => _host!.Services.GetRequiredService<T>();

    public string Text() => System.IO.File.ReadAllText(File);

    /// <summary>The file with a piece replaced, as a proposal.</summary>
    public async Task<int> ProposeAsync(string old, string fresh, ProposalSource source = ProposalSource.Fixes)
    {
        var before = SourceText.FromBytes(File, await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken));
        Assert.Contains(old, before.Text, StringComparison.Ordinal);
        return await ProposeAsync(before, before.Text.Replace(old, fresh, StringComparison.Ordinal), source);
    }

    public Task<int> ProposeAsync(SourceText before, string after, ProposalSource source = ProposalSource.Fixes) => Revisions.ProposeAsync(
        new ProposedChange(Engine.Project, source, [new FileChange(before, SourceText.FromText(File, after))], ["XC101 Keep the tmpfs"], [], DeskBench.Ada.UserId), TestContext.Current.CancellationToken);

    public async Task<OperationRun> RunAsync(OperationKind kind, int? proposal = null, bool up = true) =>
        await WaitAsync((await ClickAsync(kind, proposal, up)).Id);

    public Task<OperationRun> ClickAsync(OperationKind kind, int? proposal = null, bool up = true)
    {
        var parameters = ImmutableSortedDictionary<string, string>.Empty;
        if (kind.Name.StartsWith("compose.", StringComparison.Ordinal))
        {
            parameters = parameters.SetItem("up", up ? "1" : "0").SetItem("grace", "2");
        }

        if (proposal is { } id)
        {
            parameters = parameters.SetItem("proposal", id.ToString(CultureInfo.InvariantCulture));
        }

        return Get<IOperationDesk>().StartAsync(new OperationRequest(kind, new OperationTarget(Stack, ""), parameters, ""), DeskBench.Ada, TestContext.Current.CancellationToken);
    }

    public Task<OperationRun> WaitAsync(string run) => Get<IOperationDesk>().WaitAsync(run, TestContext.Current.CancellationToken);

    public async Task<ImmutableArray<ContainerRecord>> ContainersAsync() =>
        [.. (await Engine.Client.ListAsync(CancellationToken.None)).Where(container => container.Project == Engine.Project).OrderBy(container => container.Service, StringComparer.Ordinal)];

    public async Task<ContainerRecord?> ContainerAsync(string service) => (await ContainersAsync()).SingleOrDefault(container => container.Service == service);

    public async Task<ImmutableArray<AuditEntry>> EntriesAsync(OperationRun run) => await Get<IAuditLog>().CorrelatedAsync(run.Id, TestContext.Current.CancellationToken);

    /// <summary>Ends like SIGKILL: the log is let go of, whatever still runs can record nothing.</summary>
    public async Task CrashAsync()
    {
        AuditSwitch.Hold = true;
        await Get<AuditLog>().DisposeAsync();
        (_crashed, _host) = (_host, null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync(CancellationToken.None);
            _host.Dispose();
        }

        foreach (var container in await ContainersAsync())
        {
            await Engine.Control.RemoveAsync(container.Id, CancellationToken.None);
        }

        try
        {
            await Engine.Api.Networks.DeleteNetworkAsync(Engine.Project + "_default", CancellationToken.None);
        }
        catch (DockerApiException)
        {
            // Never made.
        }

        // What "crashed" lives on in this process and may write once more while its folder is removed.
        _crashed?.Dispose();
        await Eventually.NotNullAsync(() => Task.FromResult(TryDelete() ? Folder : null));
        await Engine.DisposeAsync();
    }

    private bool TryDelete()
    {
        try
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    Task<bool> IPermissionReader.IsAllowedAsync(string userId, Permission permission, CancellationToken cancellationToken) => Task.FromResult(Allowed);
}
