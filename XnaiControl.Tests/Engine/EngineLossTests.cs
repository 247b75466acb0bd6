using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Docker.DotNet.Models;
using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

/// <summary>A Podman service of the test's own, over the same containers, that can be killed.</summary>
public sealed class EngineLossTests
{
    [Fact]
    public async Task A_killed_service_is_unreachable_with_its_last_picture_and_comes_back()
    {
        await using var engine = TestEngine.Open();
        var id = await engine.RunAsync("kept", "exec sleep 1000");
        var socket = Path.Combine(Path.GetTempPath(), engine.Project + ".sock");
        using var first = await ServeAsync(socket);
        await using var client = new EngineClient(new EngineEndpoint("test", socket, "test"), TimeProvider.System);
        using var monitor = new EngineMonitor(client, new DiscoveryResult(client.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            await Eventually.PictureAsync(monitor, p => p.Containers.Any(c => c.Id == id) && p.Status.Info is not null);

            Kill(first);
            var lost = await Eventually.PictureAsync(monitor, p => p.Status.Reachability == EngineReachability.Unreachable, 5);
            Assert.Contains(lost.Containers, c => c.Id == id && c.State == ContainerRunState.Running);
            Assert.Contains("podman", lost.Status.Failure, StringComparison.Ordinal);
            Assert.NotNull(lost.Status.NextTryAt);
            Assert.NotNull(lost.Status.LastAnswerAt);

            // What happens meanwhile is seen on return.
            await engine.Control.StopAsync(id, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            using var second = await ServeAsync(socket);
            monitor.TryNow();
            var back = await Eventually.PictureAsync(monitor, p =>
                p.Status.Reachability == EngineReachability.Connected && p.Containers.Any(c => c.Id == id && c.State == ContainerRunState.Exited));
            Assert.Null(back.Status.Failure);
            Kill(second);
        }
        finally
        {
            await monitor.StopAsync(CancellationToken.None);
            File.Delete(socket);
        }
    }

    [Fact]
    public async Task No_engine_at_all_is_told_with_what_was_tried()
    {
        var endpoint = new EngineEndpoint("podman", "/nonexistent/podman.sock", "test");
        await using var client = new EngineClient(endpoint, TimeProvider.System);
        using var monitor = new EngineMonitor(client, new DiscoveryResult(endpoint, "No container engine answers. Tried everything."), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(TestContext.Current.CancellationToken);

        var picture = await Eventually.PictureAsync(monitor, p => p.Status.Reachability == EngineReachability.Unreachable);

        Assert.StartsWith("No container engine answers", picture.Status.Failure, StringComparison.Ordinal);
        Assert.Empty(picture.Containers);
        Assert.Null(picture.ContainersAt);
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_die_event_costs_one_inspect_and_a_start_one_more()
    {
        await using var engine = TestEngine.Open();
        var id = await engine.RunAsync("counted", "exec sleep 1000");
        var counting = new CountingClient(engine.Client);
        using var monitor = new EngineMonitor(counting, new DiscoveryResult(engine.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(monitor, p => p.Containers.Any(c => c.Id == id));

        await engine.Api.Containers.KillContainerAsync(id, new ContainerKillParameters { Signal = "KILL" }, TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(monitor, p => p.Containers.Single(c => c.Id == id).State == ContainerRunState.Exited);
        await counting.SeenAsync("die", id);
        Assert.Equal(1, counting.Inspects(id));

        await engine.Control.StartAsync(id, TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(monitor, p => p.Containers.Single(c => c.Id == id).State == ContainerRunState.Running);
        Assert.Equal(2, counting.Inspects(id));
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_crash_loop_is_recognised_and_stays_cheap()
    {
        await using var engine = TestEngine.Open();
        var counting = new CountingClient(engine.Client);
        using var monitor = new EngineMonitor(counting, new DiscoveryResult(engine.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(monitor, p => p.Status.Info is not null);
        var began = Stopwatch.GetTimestamp();
        var id = await engine.RunAsync("crash", "exit 3", p => p.HostConfig!.RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.Always });

        var picture = await Eventually.PictureAsync(monitor, p => Judge(p, id)?.State == ServiceState.CrashLoop);
        await Eventually.PictureAsync(monitor, p => p.Exits.Of(id).Length == ExitHistory.Kept, 30);

        Assert.StartsWith("Exit code 3", Judge(picture, id)!.Reason, StringComparison.Ordinal);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Assert.InRange(counting.Inspects(id), 1, 9 + (seconds * 2));

        await engine.Control.StopAsync(id, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await engine.Control.RemoveAsync(id, TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(monitor, p => p.Containers.All(c => c.Id != id));
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(TestEngine.Podman)]
    [InlineData(TestEngine.Docker)]
    public async Task A_stop_through_the_engine_is_not_a_failure_and_an_error_is(string variable)
    {
        await using var engine = TestEngine.Open(variable);
        await using var running = await engine.MonitorAsync();
        await Eventually.PictureAsync(running.Monitor, p => p.Status.Info is not null);
        var stopped = await engine.RunAsync("stopped", "exec sleep 1000");
        var failed = await engine.RunAsync("failed", "exit 5");
        var done = await engine.RunAsync("done", "exit 0");

        await engine.Control.StopAsync(stopped, TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        await Eventually.PictureAsync(running.Monitor, p => Judge(p, stopped)?.State == ServiceState.Stopped);
        var picture = await Eventually.PictureAsync(running.Monitor, p => Judge(p, failed)?.State == ServiceState.Failed && Judge(p, done)?.State == ServiceState.Completed);
        Assert.Equal("Exit code 5.", Judge(picture, failed)!.Reason);
    }

    private static ContainerVerdict? Judge(EnginePicture picture, string id) =>
        picture.Containers.FirstOrDefault(c => c.Id == id) is { } record ? ContainerVerdict.Of(record, picture.Exits, DateTimeOffset.UtcNow) : null;

    private static async Task<Process> ServeAsync(string socket)
    {
        File.Delete(socket);
        var start = new ProcessStartInfo("podman") { RedirectStandardError = true };
        foreach (var word in new[] { "system", "service", "--time=0", "unix://" + socket })
            start.ArgumentList.Add(word);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        await Eventually.NotNullAsync(() => Task.FromResult(File.Exists(socket) ? socket : null));
        return process;
    }

    private static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>The real client, counted.</summary>
    private sealed class CountingClient(IEngineClient inner) : IEngineClient
    {
        private readonly ConcurrentDictionary<string, int> _inspects = new();
        private readonly ConcurrentQueue<EngineEvent> _events = new();

        public EngineEndpoint Endpoint => inner.Endpoint;

        public int Inspects(string id) => _inspects.GetValueOrDefault(id);

        public Task SeenAsync(string action, string id) =>
            Eventually.NotNullAsync(() => Task.FromResult(_events.FirstOrDefault(e => e.Action == action && e.ContainerId == id)));

        public Task<EngineInfo> GetInfoAsync(CancellationToken cancellationToken) => inner.GetInfoAsync(cancellationToken);

        public Task<ImmutableArray<ContainerRecord>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

        public Task<ContainerRecord?> InspectAsync(string containerId, CancellationToken cancellationToken)
        {
            _inspects.AddOrUpdate(containerId, 1, (_, n) => n + 1);
            return inner.InspectAsync(containerId, cancellationToken);
        }

        public async IAsyncEnumerable<EngineEvent> WatchEventsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var e in inner.WatchEventsAsync(cancellationToken))
            {
                _events.Enqueue(e);
                yield return e;
            }
        }

        public IAsyncEnumerable<LogLine> ReadLogsAsync(string containerId, LogRequest request, CancellationToken cancellationToken) =>
            inner.ReadLogsAsync(containerId, request, cancellationToken);

        public Task<ContainerStats?> ReadStatsAsync(string containerId, CancellationToken cancellationToken) => inner.ReadStatsAsync(containerId, cancellationToken);

        public Task<HealthProbe> RunHealthCheckAsync(string containerId, CancellationToken cancellationToken) => inner.RunHealthCheckAsync(containerId, cancellationToken);

        public Task<ImmutableArray<TmpfsUse>> ReadTmpfsByExecAsync(string containerId, ImmutableArray<string> targets, CancellationToken cancellationToken) =>
            inner.ReadTmpfsByExecAsync(containerId, targets, cancellationToken);

        public Task<ImmutableArray<EnvironmentVariable>> ReadEnvironmentAsync(string containerId, CancellationToken cancellationToken) =>
            inner.ReadEnvironmentAsync(containerId, cancellationToken);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
