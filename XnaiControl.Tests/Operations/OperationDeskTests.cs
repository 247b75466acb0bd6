using Microsoft.Extensions.Time.Testing;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class OperationDeskTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restart_is_recorded_before_and_after_with_its_stages()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.RunAsync(OperationKinds.Restart, "ui", ("grace", "3"));

        Assert.Equal(OperationState.Succeeded, run.State);
        Assert.Equal(["Intent recorded", "Stop ui, 3 s grace", "Start ui", "Look at what runs", "Outcome recorded"], run.Stages.Select(stage => stage.Name));
        Assert.All(run.Stages, stage => Assert.Equal(StageState.Done, stage.State));
        Assert.Equal(["stop id-ui", "start id-ui"], engine.Calls);
        var entries = await bench.EntriesAsync(run);
        Assert.Equal([AuditKind.Intent, AuditKind.Outcome], entries.Select(entry => entry.Kind));
        Assert.Equal((entries[0].Sequence, AuditResult.Succeeded, "podman/demo/ui"), (entries[1].IntentSequence, entries[1].Result, entries[1].Target));
        Assert.Equal(DeskBench.Ada, entries[1].Actor);
        Assert.Equal("3", entries[0].Parameters["grace"]);
        Assert.Equal(64, entries[1].BeforeHash!.Length);
        Assert.NotEqual(entries[1].BeforeHash, entries[1].AfterHash);
        Assert.Equal((entries[0].Sequence, entries[1].Sequence, entries[1].LeafHash), (run.IntentSequence, run.OutcomeSequence, run.OutcomeHash));
    }

    [Fact]
    public async Task Hundred_clicks_with_one_key_run_once()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();

        var runs = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => bench.ClickAsync(OperationKinds.Restart, "ui", "click-1"), Stop)));
        await bench.Desk.WaitAsync(runs[0].Id, Stop);

        Assert.Single(runs.Select(run => run.Id).Distinct());
        Assert.Equal(["stop id-ui", "start id-ui"], engine.Calls);
        Assert.Equal(2, bench.Audit.Count);
    }

    [Fact]
    public async Task Key_of_one_person_does_not_answer_another()
    {
        await using var bench = await new DeskBench(new FakeEngine()).StartAsync();
        var first = await bench.ClickAsync(OperationKinds.Restart, "ui", "k");
        await bench.Desk.WaitAsync(first.Id, Stop);

        var second = await bench.ClickAsync(OperationKinds.Restart, "ui", "k", DeskBench.Ada with { UserId = "u2" });

        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Key_is_remembered_across_a_restart_of_the_panel()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();
        var first = await bench.ClickAsync(OperationKinds.Restart, "ui", "k");
        await bench.Desk.WaitAsync(first.Id, Stop);
        await bench.StopAsync();
        await bench.StartAsync();

        Assert.Equal(first.Id, (await bench.ClickAsync(OperationKinds.Restart, "ui", "k")).Id);
        Assert.Equal(2, engine.Calls.Count);
    }

    [Fact]
    public async Task Missing_permission_is_refused_and_recorded_as_denied()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine) { Allow = permission => permission != Permission.ControlService }.StartAsync();

        // A forged kind that asks for less does not help.
        var run = await bench.ClickAsync(OperationKinds.Restart with { Permission = Permission.ViewStack }, "ui");

        Assert.Equal(OperationState.Refused, run.State);
        Assert.Contains("ControlService", run.Error, StringComparison.Ordinal);
        Assert.Empty(engine.Calls);
        var entry = Assert.Single(await bench.EntriesAsync(run));
        Assert.Equal((AuditKind.Denied, AuditResult.Denied), (entry.Kind, entry.Result));
    }

    [Fact]
    public async Task Permission_that_cannot_be_read_is_no_permission()
    {
        await using var bench = await new DeskBench(new FakeEngine()) { Allow = _ => throw new InvalidOperationException("store is down") }.StartAsync();

        Assert.Equal(OperationState.Refused, (await bench.ClickAsync(OperationKinds.Restart, "ui")).State);
    }

    [Fact]
    public async Task Intent_that_cannot_be_recorded_means_no_engine_call()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();
        bench.AuditSwitch.Fails = _ => true;

        var run = await bench.ClickAsync(OperationKinds.Restart, "ui");

        Assert.Equal(OperationState.Refused, run.State);
        Assert.Contains("Nothing was done", run.Error, StringComparison.Ordinal);
        Assert.Empty(engine.Calls);
        bench.AuditSwitch.Fails = _ => false;
        Assert.Equal(OperationState.Succeeded, (await bench.RunAsync(OperationKinds.Restart, "ui")).State);
    }

    [Fact]
    public async Task Second_operation_on_the_target_is_refused_by_name_and_another_service_is_not()
    {
        var engine = new FakeEngine();
        var hold = new TaskCompletionSource();
        engine.OnChange = _ => hold.Task;
        await using var bench = await new DeskBench(engine).StartAsync();
        var first = await bench.ClickAsync(OperationKinds.Restart, "ui");

        var second = await bench.ClickAsync(OperationKinds.Kill, "ui");
        var stack = await bench.ClickAsync(OperationKinds.Down, "");
        var other = await bench.ClickAsync(OperationKinds.Kill, "redis");

        Assert.Contains("Restart of podman/demo/ui is still running", second.Error, StringComparison.Ordinal);
        Assert.Contains("Restart of podman/demo/ui is still running", stack.Error, StringComparison.Ordinal);
        Assert.Contains(bench.Desk.Warnings(OperationKinds.Restart, first.Target), warning => warning.Contains("still running", StringComparison.Ordinal));
        Assert.Equal(OperationState.Running, other.State);
        hold.SetResult();
        Assert.Equal(OperationState.Succeeded, (await bench.Desk.WaitAsync(first.Id, Stop)).State);
        Assert.Equal(OperationState.Succeeded, (await bench.RunAsync(OperationKinds.Restart, "ui")).State);
    }

    [Theory]
    [InlineData("grace", "0")]
    [InlineData("grace", "61")]
    [InlineData("grace", "1; rm -rf /")]
    [InlineData("signal", "9")]
    public async Task Parameter_outside_the_list_is_refused(string name, string value)
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.RunAsync(OperationKinds.Restart, "ui", (name, value));

        Assert.Equal(OperationState.Refused, run.State);
        Assert.Empty(engine.Calls);
    }

    [Theory]
    [InlineData("--privileged")]
    [InlineData("../ui")]
    [InlineData("ui;id")]
    [InlineData("ui\n")]
    [InlineData("")]
    [InlineData("unknown")]
    public async Task Target_that_is_no_service_is_refused(string service)
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();

        Assert.Equal(OperationState.Refused, (await bench.ClickAsync(OperationKinds.Restart, service)).State);
        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Engine_that_vanishes_in_the_middle_leaves_it_indeterminate()
    {
        var engine = new FakeEngine();
        engine.OnChange = call =>
        {
            engine.Unreachable = call == "start";
            return engine.Unreachable ? throw new EngineException("The engine does not answer on /run/none.sock.", unreachable: true) : Task.CompletedTask;
        };
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.RunAsync(OperationKinds.Restart, "ui");

        Assert.Equal(OperationState.Indeterminate, run.State);
        Assert.Equal([StageState.Done, StageState.Done, StageState.Failed, StageState.Skipped, StageState.Done], run.Stages.Select(stage => stage.State));
        Assert.Equal(AuditResult.Indeterminate, (await bench.EntriesAsync(run))[1].Result);
        Assert.Contains("not known", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operation_that_does_not_end_in_time_is_indeterminate()
    {
        var engine = new FakeEngine();
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var reached = new TaskCompletionSource();
        engine.OnChange = _ =>
        {
            reached.TrySetResult();
            return Task.Delay(Timeout.Infinite, Stop);
        };
        await using var bench = await new DeskBench(engine) { Time = time }.StartAsync();
        var started = await bench.ClickAsync(OperationKinds.Kill, "ui");
        await reached.Task.WaitAsync(Stop);

        time.Advance(OperationKinds.Kill.Timeout);
        var run = await bench.Desk.WaitAsync(started.Id, Stop);

        Assert.Equal(OperationState.Indeterminate, run.State);
        Assert.Contains("did not end within 30 s", run.Error, StringComparison.Ordinal);
        Assert.Contains("demo_ui_1 is running", run.Error, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(30), (await bench.EntriesAsync(run))[1].Duration);
    }

    [Fact]
    public async Task Engine_that_says_no_is_a_failure_in_its_words()
    {
        var engine = new FakeEngine { OnChange = _ => throw new EngineException("The container is locked.") };
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.RunAsync(OperationKinds.Stop, "ui");

        Assert.Equal((OperationState.Failed, "The container is locked."), (run.State, run.Error));
    }

    [Fact]
    public async Task Engine_that_does_not_answer_at_the_door_refuses()
    {
        var engine = new FakeEngine { Unreachable = true };
        await using var bench = await new DeskBench(engine).StartAsync();

        var run = await bench.ClickAsync(OperationKinds.Restart, "ui");

        Assert.Equal(OperationState.Refused, run.State);
        Assert.Equal(0, bench.Audit.Count);
    }

    [Fact]
    public async Task Followers_see_the_run_from_start_to_end_and_it_is_found_after_a_restart()
    {
        await using var bench = await new DeskBench(new FakeEngine()).StartAsync();
        var (reader, handle) = bench.Desk.Subscribe();
        var run = await bench.RunAsync(OperationKinds.Restart, "ui");
        OperationRun? last = null;
        while (reader.TryRead(out var seen))
        {
            last = seen;
        }

        handle.Dispose();
        Assert.Equal(run, last);
        Assert.Equal([run.Id], (await bench.Desk.RecentAsync(FakeEngine.Stack, 10, Stop)).Select(recent => recent.Id));
        await bench.StopAsync();
        await bench.StartAsync();
        var found = await bench.Desk.FindAsync(run.Id, Stop);
        Assert.Equal((run.State, run.Summary, run.OutcomeHash, run.Took!.Value.Ticks / 10, run.Kind), (found!.State, found.Summary, found.OutcomeHash, found.Took!.Value.Ticks / 10, found.Kind));
        Assert.Equal(run.Stages.Select(stage => stage.Name), found.Stages.Select(stage => stage.Name));
        Assert.Empty(await bench.Desk.RecentAsync(new StackKey("podman", "other"), 10, Stop));
        Assert.Null(await bench.Desk.FindAsync("../../etc", Stop));
    }

    [Fact]
    public async Task Caller_that_goes_away_does_not_cancel_the_operation()
    {
        var engine = new FakeEngine();
        var hold = new TaskCompletionSource();
        engine.OnChange = _ => hold.Task;
        await using var bench = await new DeskBench(engine).StartAsync();
        using var caller = new CancellationTokenSource();
        var request = new OperationRequest(OperationKinds.Restart, new OperationTarget(FakeEngine.Stack, "ui"), System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, "k");
        var run = await bench.Desk.StartAsync(request, DeskBench.Ada, caller.Token);
        await caller.CancelAsync();
        hold.SetResult();

        Assert.Equal(OperationState.Succeeded, (await bench.Desk.WaitAsync(run.Id, Stop)).State);
    }
}
