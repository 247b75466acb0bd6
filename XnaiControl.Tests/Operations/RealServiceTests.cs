using Docker.DotNet.Models;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations;

/// <summary>The desk over a real engine.</summary>
public sealed class RealServiceTests
{
    private const string Sleeps = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(TestEngine.Podman)]
    [InlineData(TestEngine.Rootless)]
    [InlineData(TestEngine.Docker)]
    public async Task Service_is_restarted_stopped_started_and_killed_and_all_of_it_is_in_the_audit(string variable)
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("ui", Sleeps);
        await using var bench = await BenchAsync(engine);
        var before = await engine.Client.InspectAsync(id, Stop);

        var restart = await bench.RunAsync(OperationKinds.Restart, "ui");
        var after = await engine.Client.InspectAsync(id, Stop);
        Assert.True(restart.State == OperationState.Succeeded, restart.Error);
        Assert.Equal(ContainerRunState.Running, after!.State);
        Assert.True(after.StartedAt > before!.StartedAt);
        Assert.NotEqual(before.Pid, after.Pid);

        var stop = await bench.RunAsync(OperationKinds.Stop, "ui", ("grace", "2"));
        Assert.True(stop.State == OperationState.Succeeded, stop.Error);
        Assert.Equal(ContainerRunState.Exited, (await engine.Client.InspectAsync(id, Stop))!.State);
        Assert.Equal(OperationState.Refused, (await bench.ClickAsync(OperationKinds.Stop, "ui")).State);

        var start = await bench.RunAsync(OperationKinds.Start, "ui");
        Assert.True(start.State == OperationState.Succeeded, start.Error);
        Assert.Equal(ContainerRunState.Running, (await engine.Client.InspectAsync(id, Stop))!.State);

        var kill = await bench.RunAsync(OperationKinds.Kill, "ui");
        Assert.True(kill.State == OperationState.Succeeded, kill.Error);
        Assert.Equal(137, (await engine.Client.InspectAsync(id, Stop))!.ExitCode);

        var outcomes = await bench.Audit.QueryAsync(new AuditQuery(), Stop);
        Assert.Equal(["service.kill", "service.start", "service.stop", "service.restart"], outcomes.Select(entry => entry.Operation));
        Assert.All(outcomes, entry => Assert.Equal((AuditKind.Outcome, AuditResult.Succeeded, DeskBench.Ada), (entry.Kind, entry.Result, entry.Actor)));
        Assert.All(outcomes, entry => Assert.NotEqual(entry.BeforeHash, entry.AfterHash));
        Assert.Empty(await bench.Audit.OpenIntentsAsync(Stop));
        var verdict = await bench.Audit.VerifyAsync(Stop);
        Assert.True(verdict.Intact, verdict.Fault);
        Assert.Equal(8, verdict.Entries);
    }

    [Fact]
    public async Task Health_check_is_run_by_the_engine_and_is_in_the_audit()
    {
        await using var engine = TestEngine.Open();
        var id = await engine.RunAsync("ui", Sleeps, p => p.Healthcheck = new HealthcheckConfig { Test = ["CMD-SHELL", "touch /tmp/checked; exit 3"], Interval = TimeSpan.FromHours(1), Retries = 9 });
        await using var bench = await BenchAsync(engine);

        var run = await bench.RunAsync(OperationKinds.Check, "ui");

        Assert.True(run.State == OperationState.Succeeded, run.Error);
        Assert.Contains("failed with exit code", run.Summary, StringComparison.Ordinal);
        var container = await engine.Client.InspectAsync(id, Stop);
        Assert.Single(container!.HealthLog);
        Assert.True(File.Exists($"/proc/{container.Pid}/root/tmp/checked"));
        Assert.Equal([AuditKind.Intent, AuditKind.Outcome], (await bench.Audit.CorrelatedAsync(run.Id, Stop)).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Hundred_clicks_restart_once()
    {
        await using var engine = TestEngine.Open();
        var id = await engine.RunAsync("ui", Sleeps);
        await using var bench = await BenchAsync(engine);

        var runs = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => bench.ClickAsync(OperationKinds.Restart, "ui", "one")));
        var run = await bench.Desk.WaitAsync(runs[0].Id, Stop);
        var started = (await engine.Client.InspectAsync(id, Stop))!.StartedAt;

        Assert.Single(runs.Select(each => each.Id).Distinct());
        Assert.True(run.State == OperationState.Succeeded, run.Error);
        Assert.Equal(2, bench.Audit.Count);
        Assert.Contains(FormattableString.Invariant($"{started!.Value.UtcDateTime:HH:mm:ss}"), run.Summary!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_dies_after_its_start_is_a_failure_with_the_exit_code()
    {
        await using var engine = TestEngine.Open();
        await engine.RunAsync("ui", "exit 3");
        await using var bench = await BenchAsync(engine);

        var run = await bench.RunAsync(OperationKinds.Restart, "ui");

        Assert.Equal(OperationState.Failed, run.State);
        Assert.Contains("exit code 3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_that_vanishes_in_the_middle_of_a_restart_leaves_it_indeterminate()
    {
        await using var engine = TestEngine.Open();
        await engine.RunAsync("ui", "trap '' TERM; while :; do sleep 0.1; done");
        await using var socket = new EngineRelay(engine.SocketPath);
        await using var client = new EngineClient(new EngineEndpoint("test", socket.SocketPath, "test"), TimeProvider.System);
        await using var bench = await MonitoredBench.StartAsync(engine, []);
        await using var cut = new DeskBench(new ThroughSocket(client, bench.Monitor), new EngineControl(client.Transport), new FakeEngine()) { Project = engine.Project };
        await cut.StartAsync();

        var started = await cut.ClickAsync(OperationKinds.Restart, "ui", "", null, ("grace", "5"));
        await Eventually.NotNullAsync(async () =>
            (await cut.Desk.FindAsync(started.Id, Stop))!.Stages[1].State == StageState.Running ? started : null);
        socket.Cut();
        var run = await cut.Desk.WaitAsync(started.Id, Stop);

        Assert.Equal(OperationState.Indeterminate, run.State);
        Assert.Contains("The engine does not answer.", run.Error, StringComparison.Ordinal);
        var outcome = (await cut.EntriesAsync(run))[1];
        Assert.Equal((AuditResult.Indeterminate, null), (outcome.Result, outcome.AfterHash));
        Assert.Equal(OperationState.Refused, (await cut.ClickAsync(OperationKinds.Restart, "ui")).State);
    }

    [Fact]
    public async Task Data_on_tmpfs_and_its_mode_are_warned_about()
    {
        await using var engine = TestEngine.Open();
        await engine.RunAsync("ui", Sleeps, parameters => parameters.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/app/logs"] = "size=1m,mode=1777" });
        await using var bench = await BenchAsync(engine);
        var info = await engine.Client.GetInfoAsync(Stop);
        var target = new OperationTarget(new StackKey(engine.Endpoint.Id, engine.Project), "ui");

        var warnings = bench.Desk.Warnings(OperationKinds.Restart, target);

        Assert.Contains(warnings, warning => warning.Contains("tmpfs /app/logs", StringComparison.Ordinal));
        Assert.Equal(TmpfsModeLoss.Affects(info), warnings.Any(warning => warning.Contains("from 1777 to 0755", StringComparison.Ordinal)));
    }

    /// <summary>The picture of a running monitor, asked questions through another socket.</summary>
    private sealed class ThroughSocket(IEngineClient client, IEngineMonitor monitor) : IEngineMonitor
    {
        public IEngineClient Client => client;

        public EnginePicture Current => monitor.Current;

        public ChangeSubscription Subscribe() => monitor.Subscribe();

        public Task RefreshAsync(string containerId, CancellationToken cancellationToken) => monitor.RefreshAsync(containerId, cancellationToken);

        public void TryNow() => monitor.TryNow();
    }

    private static async Task<MonitoredBench> BenchAsync(TestEngine engine) => await MonitoredBench.StartAsync(engine, []);
}
