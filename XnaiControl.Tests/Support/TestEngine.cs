using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;

namespace XnaiControl.Tests.Support;

/// <summary>
/// A real engine that <c>./test.sh</c> started, named by a variable; a test that needs it is skipped when it is not
/// there. Containers made here have unique names, no network, and go away with the instance.
/// </summary>
public sealed class TestEngine : IAsyncDisposable
{
    public const string Podman = "XNAI_TEST_ENGINE";
    public const string Rootless = "XNAI_TEST_ROOTLESS";
    public const string Docker = "XNAI_TEST_DOCKER";

    private readonly ConcurrentQueue<string> _containers = new();
    private readonly EngineClient _client;

    private TestEngine(string socketPath)
    {
        SocketPath = socketPath;
        Endpoint = new EngineEndpoint("test", socketPath, "test");
        _client = new EngineClient(Endpoint, TimeProvider.System);
        Control = new EngineControl(_client.Transport);
    }

    public string SocketPath { get; }

    public EngineEndpoint Endpoint { get; }

    /// <summary>Unique per instance: a compose project of its own.</summary>
    public string Project { get; } = "xt" + Guid.NewGuid().ToString("N")[..10];

    public IEngineClient Client => _client;

    internal IEngineControl Control { get; }

    public DockerClient Api => _client.Transport.Docker;

    public static string Image =>
        Environment.GetEnvironmentVariable("XNAI_TEST_IMAGE") is { Length: > 0 } image ? image : "localhost/xnai-test-busybox:1";

    /// <summary>Skips the running test when the variable names no engine.</summary>
    public static TestEngine Open(string variable = Podman)
    {
        var address = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(address))
            Assert.Skip($"This test needs a real engine, and {variable} names none: run ./test.sh");
        return new TestEngine(address.StartsWith("unix://", StringComparison.Ordinal) ? address["unix://".Length..] : address);
    }

    /// <summary>Creates and starts a container; <paramref name="change"/> adjusts what is asked of the engine.</summary>
    public async Task<string> RunAsync(string service, string script, Action<CreateContainerParameters>? change = null)
    {
        var id = await CreateAsync(service, script, change);
        await Api.Containers.StartContainerAsync(id, new ContainerStartParameters());
        return id;
    }

    public async Task<string> CreateAsync(string service, string script, Action<CreateContainerParameters>? change = null)
    {
        var parameters = new CreateContainerParameters
        {
            Name = $"{Project}_{service}",
            Image = Image,
            Cmd = ["sh", "-c", script],
            Labels = ComposeLabels(service),
            HostConfig = new HostConfig { NetworkMode = "none" },
        };
        change?.Invoke(parameters);
        var created = await Api.Containers.CreateContainerAsync(parameters);
        _containers.Enqueue(created.ID);
        return created.ID;
    }

    public Dictionary<string, string> ComposeLabels(string service) => new()
    {
        ["com.docker.compose.project"] = Project,
        ["com.docker.compose.service"] = service,
    };

    /// <summary>A monitor over this engine, started; dispose the handle to stop it.</summary>
    public async Task<RunningMonitor> MonitorAsync()
    {
        var monitor = new EngineMonitor(_client, new DiscoveryResult(Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(CancellationToken.None);
        return new RunningMonitor(monitor);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _containers)
        {
            try
            {
                await Control.RemoveAsync(id, CancellationToken.None);
            }
            catch (EngineException)
            {
                // Removed by the test already.
            }
        }
        await _client.DisposeAsync();
    }
}

/// <summary>A started monitor.</summary>
public sealed class RunningMonitor : IAsyncDisposable
{
    private readonly EngineMonitor _monitor;

    internal RunningMonitor(EngineMonitor monitor) => _monitor = monitor;

    public IEngineMonitor Monitor => _monitor;

    public async ValueTask DisposeAsync()
    {
        await _monitor.StopAsync(CancellationToken.None);
        _monitor.Dispose();
    }
}
