using System.Collections.Concurrent;
using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;

namespace XnaiControl.Tests.Operations;

/// <summary>An engine in memory for faults that no real engine commits on demand; the real one has its own tests.</summary>
internal sealed class FakeEngine : IEngineClient, IEngineControl, IComposeCli, IEngineMonitor
{
    public static readonly StackKey Stack = new("podman", "demo");
    private readonly Lock _gate = new();
    private ImmutableArray<ContainerRecord> _containers = [Container("ui"), Container("redis")];
    private int _starts;

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Awaited before any change; set it to hold or break the engine.</summary>
    public Func<string, Task> OnChange { get; set; } = _ => Task.CompletedTask;

    public Func<IReadOnlyList<string>, Action<string>, Task<int>> OnCompose { get; set; } = (_, _) => Task.FromResult(0);

    public Func<string, Task<HealthProbe>> OnCheck { get; set; } = _ => throw new NotSupportedException();

    public bool Unreachable { get; set; }

    public ImmutableArray<EnvironmentVariable> Variables { get; set; } = [];

    public EngineEndpoint Endpoint { get; } = new("podman", "/run/none.sock", "test");

    public IEngineClient Client => this;

    public EngineInfo Info { get; set; } = new(EngineKind.Podman, "4.3.1", "1.41", false, null, 1, false, true, "runc", "1.1.5");

    public EnginePicture Current => new(new EngineStatus(Endpoint, EngineReachability.Connected, Info, null, null, null, null), _containers, null);

    public string? Command { get; set; } = "podman-compose";

    public static ContainerRecord Container(string service) => new(
        "id-" + service, "demo_" + service + "_1", "img", "sha256:1", "demo", service, ContainerRunState.Running, HealthStatus.None, 1,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, 0, 0, false, null, "", "no", false, 0, null, [], [], [], ImmutableSortedDictionary<string, string>.Empty, []);

    public void Set(params ImmutableArray<ContainerRecord> containers) => _containers = containers;

    public void Change(string service, Func<ContainerRecord, ContainerRecord> change)
    {
        lock (_gate)
        {
            _containers = [.. _containers.Select(container => container.Service == service ? change(container) : container)];
        }
    }

    public Task<ImmutableArray<ContainerRecord>> ListAsync(CancellationToken cancellationToken) =>
        Unreachable ? throw new EngineException("The engine does not answer.", unreachable: true) : Task.FromResult(_containers);

    public Task StartAsync(string containerId, CancellationToken cancellationToken) => ChangeAsync(
        "start", containerId, container => container with { State = ContainerRunState.Running, StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(Interlocked.Increment(ref _starts)) }, cancellationToken);

    public Task StopAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken) =>
        ChangeAsync("stop", containerId, container => container with { State = ContainerRunState.Exited }, cancellationToken);

    public Task KillAsync(string containerId, string signal, CancellationToken cancellationToken) =>
        ChangeAsync("kill", containerId, container => container with { State = ContainerRunState.Exited, ExitCode = 137 }, cancellationToken);

    public async Task RemoveAsync(string containerId, CancellationToken cancellationToken)
    {
        await ChangeAsync("remove", containerId, container => container, cancellationToken);
        Set([.. _containers.Where(container => container.Id != containerId)]);
    }

    public Task<int> RunAsync(StackDeclaration stack, EngineEndpoint engine, IReadOnlyList<string> arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        Calls.Enqueue("compose " + string.Join(' ', arguments));
        return OnCompose(arguments, onLine);
    }

    public Task<ImmutableArray<EnvironmentVariable>> ReadEnvironmentAsync(string containerId, CancellationToken cancellationToken) => Task.FromResult(Variables);

    public Task RefreshAsync(string containerId, CancellationToken cancellationToken) => Task.CompletedTask;

    public void TryNow()
    {
        // Always connected.
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task RestartAsync(string containerId, TimeSpan grace, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => Task.FromResult(Info);

    public Task<ContainerRecord?> InspectAsync(string containerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<EngineEvent> WatchEventsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LogLine> ReadLogsAsync(string containerId, LogRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ContainerStats?> ReadStatsAsync(string containerId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<HealthProbe> RunHealthCheckAsync(string containerId, CancellationToken cancellationToken) => OnCheck(containerId).WaitAsync(cancellationToken);

    public Task<ImmutableArray<TmpfsUse>> ReadTmpfsByExecAsync(string containerId, ImmutableArray<string> targets, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ChangeSubscription Subscribe() => throw new NotSupportedException();

    private async Task ChangeAsync(string call, string containerId, Func<ContainerRecord, ContainerRecord> change, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"{call} {containerId}");
        await OnChange(call).WaitAsync(cancellationToken);
        Change(containerId["id-".Length..], change);
    }
}
