using System.Diagnostics;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Metering;

/// <summary>Starts, ends and resources of real containers.</summary>
public class LiveStateTests
{
    private const string Idle = "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done";

    private static ServiceState? State(StackSnapshot snapshot) => snapshot.Services.FirstOrDefault()?.State;

    [Fact]
    public async Task A_kill_from_outside_is_seen_by_the_kernel_first_and_then_explained_by_the_engine()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("mkdocs", Idle);
        var running = await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container is { Cpu.HasValue: true, Memory.HasValue: true });
        Assert.Equal(ReadingSource.Kernel, running.Services[0].Container!.Memory.Source);

        var pid = running.Services[0].Container!.Record.Pid;
        var killedAt = Stopwatch.GetTimestamp();
        using (Process.Start("kill", ["-9", pid.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            var provisional = await metered.UntilAsync(s => State(s) != ServiceState.Running);
            TestContext.Current.SendDiagnosticMessage($"kill to snapshot: {Stopwatch.GetElapsedTime(killedAt).TotalMilliseconds:0.0} ms");
            Assert.Equal(ServiceState.Stopped, State(provisional));
            Assert.Contains("The kernel reported its end", provisional.Services[0].Reason, StringComparison.Ordinal);
        }

        var told = await metered.UntilAsync(s => s.Services[0].Container!.Record is { Pid: 0, State: ContainerRunState.Exited });
        Assert.Equal(137, told.Services[0].Container!.Record.ExitCode);
        Assert.DoesNotContain("The kernel reported", told.Services[0].Reason ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_from_outside_is_seen()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        var id = await engine.RunAsync("mkdocs", Idle);
        await metered.UntilAsync(s => State(s) == ServiceState.Running);
        await engine.Control.StopAsync(id, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await metered.UntilAsync(s => s.Services[0].Container!.Record.State == ContainerRunState.Exited);

        await engine.Control.StartAsync(id, TestContext.Current.CancellationToken);
        var startedAt = Stopwatch.GetTimestamp();
        await metered.UntilAsync(s => State(s) == ServiceState.Running);
        TestContext.Current.SendDiagnosticMessage($"start answered to snapshot: {Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds:0.0} ms");
    }

    [Fact]
    public async Task A_kill_for_memory_is_known_from_the_kernel_where_the_engine_misses_it()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        // PID 1 itself eats: tail keeps the endless line in memory. It waits for a file so that it is being watched.
        await engine.RunAsync("rag", "while ! [ -e /gauge/go ]; do sleep 0.1; done; exec tail /dev/zero", p =>
        {
            p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=1m" };
            p.HostConfig!.Memory = 32 << 20;
            p.HostConfig!.MemorySwap = 32 << 20;
        });
        var running = await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container is { Memory.HasValue: true });
        Assert.Equal(32 << 20, running.Services[0].Container!.Memory.Value.LimitBytes);
        await File.WriteAllTextAsync($"/proc/{running.Services[0].Container!.Record.Pid}/root/gauge/go", "", TestContext.Current.CancellationToken);

        var ended = await metered.UntilAsync(s => s.Services[0].Container!.Record is { State: ContainerRunState.Exited, ExitCode: 137 }, seconds: 30);
        Assert.True(ended.Services[0].Container!.Record.OomKilled);
    }

    [Fact]
    public async Task A_busy_container_shows_its_share_of_a_core()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("worker", "while :; do :; done");
        var busy = await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container is { Cpu: { HasValue: true, Value: > 0.2 } });
        Assert.InRange(busy.Services[0].Container!.Cpu.Value, 0.2, 1.2);
        Assert.InRange(busy.Host.CpuShare.Value, 0.01, 1);
        Assert.True(busy.Host.Memory.Value.TotalBytes > 0 && busy.Host.Disk.Value.TotalBytes > 0);
        Assert.NotEmpty(metered.Get<ITelemetryHistory>().Recent(new SeriesKey(new ServiceKey(metered.Stack, "worker"), Metric.Cpu), 100));
    }

    [Fact]
    public async Task A_rootless_container_has_gauges_and_honest_gaps()
    {
        await using var engine = TestEngine.Open(TestEngine.Rootless);
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("rag", Idle, p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=1m" });
        var container = (await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container?.Tmpfs is [{ Reading.HasValue: true }, ..])).Services[0].Container!;
        Assert.Equal(1 << 20, container.Tmpfs.Single(t => t.Target == "/gauge").Reading.Value!.SizeBytes);
        if (metered.Monitor.Current.Status.Info is { StatsReliable: false })
        {
            Assert.False(container.Memory.HasValue);
            Assert.StartsWith("Not available", container.Memory.Failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_docker_container_is_read_through_the_kernel_too()
    {
        await using var engine = TestEngine.Open(TestEngine.Docker);
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("rag", Idle, p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=1m" });
        var container = (await metered.UntilAsync(s => s.Services.FirstOrDefault()?.Container is { Cpu.HasValue: true, Memory.HasValue: true, Tmpfs: [{ Reading.HasValue: true }, ..] })).Services[0].Container!;
        Assert.Equal(ReadingSource.Kernel, container.Memory.Source);
        Assert.Equal(ReadingSource.Kernel, container.Tmpfs[0].Reading.Source);
    }
}
