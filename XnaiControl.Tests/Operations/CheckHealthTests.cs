using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class CheckHealthTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "The check of ui passed after 60 ms.")]
    [InlineData(1, "The check of ui failed with exit code 1 after 60 ms.")]
    public async Task Check_that_has_run_is_recorded_with_its_answer_and_without_its_output(int exitCode, string summary)
    {
        var engine = WithCheck();
        engine.OnCheck = _ => Task.FromResult(Probe(exitCode));
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.RunAsync(OperationKinds.Check, "ui");

        Assert.Equal((OperationState.Succeeded, summary), (run.State, run.Summary));
        Assert.Equal(["Intent recorded", "Run the check of ui", "Outcome recorded"], run.Stages.Select(stage => stage.Name));
        Assert.Empty(run.Output);
        var entries = await bench.EntriesAsync(run);
        Assert.Equal([AuditKind.Intent, AuditKind.Outcome], entries.Select(entry => entry.Kind));
        Assert.Equal(("service.check", DeskBench.Ada, AuditResult.Succeeded), (entries[1].Operation, entries[1].Actor, entries[1].Result));
        Assert.NotNull(entries[1].Duration);
    }

    [Fact]
    public async Task Check_without_the_permission_is_denied_and_never_reaches_the_engine()
    {
        await using var bench = await new DeskBench(WithCheck()) { Allow = permission => permission != Permission.RunHealthCheck }.StartAsync();

        var run = await bench.ClickAsync(OperationKinds.Check, "ui");

        Assert.Equal(OperationState.Refused, run.State);
        Assert.Contains("RunHealthCheck", run.Error, StringComparison.Ordinal);
        Assert.Equal(AuditKind.Denied, Assert.Single(await bench.EntriesAsync(run)).Kind);
    }

    [Fact]
    public async Task Check_that_hangs_does_not_keep_anyone_from_restarting()
    {
        var engine = WithCheck();
        var hanging = new TaskCompletionSource<HealthProbe>();
        engine.OnCheck = _ => hanging.Task;
        await using var bench = await new DeskBench(engine).StartAsync();

        var check = await bench.ClickAsync(OperationKinds.Check, "ui");
        var restart = await bench.RunAsync(OperationKinds.Restart, "ui");
        hanging.SetResult(Probe(0));

        Assert.True(restart.State == OperationState.Succeeded, restart.Error);
        Assert.Equal(OperationState.Succeeded, (await bench.Desk.WaitAsync(check.Id, Stop)).State);
    }

    [Fact]
    public async Task Check_that_the_engine_refuses_is_recorded_as_failed()
    {
        var engine = WithCheck();
        engine.OnCheck = _ => throw new EngineException("The health check was not run: container is stopping.");
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.RunAsync(OperationKinds.Check, "ui");

        Assert.Equal(OperationState.Failed, run.State);
        Assert.Contains("container is stopping", run.Error, StringComparison.Ordinal);
        Assert.Equal(AuditResult.Failed, (await bench.EntriesAsync(run))[1].Result);
    }

    [Fact]
    public async Task Service_that_has_no_check_or_does_not_run_is_refused_with_the_next_step()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();
        Assert.Contains("Add healthcheck:", (await bench.ClickAsync(OperationKinds.Check, "ui")).Error, StringComparison.Ordinal);

        engine.Change("ui", container => container with { HealthCheck = Declared, State = ContainerRunState.Exited });
        Assert.Contains("Start it first", (await bench.ClickAsync(OperationKinds.Check, "ui")).Error, StringComparison.Ordinal);
        Assert.Equal(0, bench.Audit.Count);
    }

    private static HealthCheck Declared => new(["CMD", "true"], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), 3, TimeSpan.Zero);

    private static FakeEngine WithCheck()
    {
        var engine = new FakeEngine();
        engine.Change("ui", container => container with { HealthCheck = Declared });
        return engine;
    }

    private static HealthProbe Probe(int exitCode) => new(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(60), exitCode, "token=hunter2");
}
