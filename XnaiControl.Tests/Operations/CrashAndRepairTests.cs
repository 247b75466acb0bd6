using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class CrashAndRepairTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Orphaned_intent_is_closed_as_indeterminate_with_what_the_engine_shows()
    {
        var engine = new FakeEngine();
        var reached = new TaskCompletionSource();
        engine.OnChange = async call =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, Stop);
        };
        await using var bench = await new DeskBench(engine).StartAsync();
        var run = await bench.ClickAsync(OperationKinds.Restart, "ui");
        await reached.Task.WaitAsync(Stop);
        await bench.CrashAsync();
        engine.Change("ui", container => container with { State = ContainerRunState.Exited, ExitCode = 7 });
        var calls = engine.Calls.Count;

        await bench.StartAsync();
        var refusedStart = await bench.ClickAsync(OperationKinds.Stop, "ui");

        var entries = await bench.EntriesAsync(run);
        Assert.Equal([AuditKind.Intent, AuditKind.Outcome], entries.Select(entry => entry.Kind));
        Assert.Equal((AuditResult.Indeterminate, AuditActor.Panel, entries[0].Sequence), (entries[1].Result, entries[1].Actor, entries[1].IntentSequence));
        Assert.Contains("demo_ui_1 has ended with exit code 7", entries[1].Error, StringComparison.Ordinal);
        var closed = await bench.Desk.FindAsync(run.Id, Stop);
        Assert.Equal((OperationState.Indeterminate, entries[1].Sequence), (closed!.State, closed.OutcomeSequence));
        Assert.DoesNotContain(closed.Stages, stage => stage.State is StageState.Running or StageState.Waiting);
        Assert.Equal(calls, engine.Calls.Count);
        Assert.Equal(OperationState.Refused, refusedStart.State);
        Assert.Empty(await bench.Audit.OpenIntentsAsync(Stop));
        Assert.True((await bench.Audit.VerifyAsync(Stop)).Intact);
    }

    [Fact]
    public async Task Orphan_is_closed_also_when_the_engine_does_not_answer()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();

        // A run that ended proves that this start's own look at open intents is over.
        await bench.RunAsync(OperationKinds.Stop, "ui");
        var intent = await bench.Audit.AppendAsync(
            new AuditDraft(AuditKind.Intent, DeskBench.Ada, "service.restart", "podman/demo/ui", new Dictionary<string, string>(), null, null, AuditResult.None, null, null, RunId.New(DateTimeOffset.UtcNow), null), Stop);
        await bench.StopAsync();
        engine.Unreachable = true;

        await bench.StartAsync();
        await bench.ClickAsync(OperationKinds.Restart, "ui");

        var outcome = (await bench.Audit.CorrelatedAsync(intent.Correlation, Stop))[1];
        Assert.Equal(AuditResult.Indeterminate, outcome.Result);
        Assert.Contains("does not answer", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_that_cannot_be_recorded_latches_the_desk_until_it_is()
    {
        var engine = new FakeEngine();
        await using var bench = await new DeskBench(engine).StartAsync();
        bench.AuditSwitch.Fails = draft => draft.Kind == AuditKind.Outcome;

        var run = await bench.RunAsync(OperationKinds.Restart, "ui");

        Assert.True(run.Unrecorded);
        Assert.Equal(OperationState.Succeeded, run.State);
        Assert.Contains("not recorded", run.Summary, StringComparison.Ordinal);
        var spool = Path.Combine(bench.Data, "audit", "outcome.spool.jsonl");
        Assert.Contains(run.Id, await File.ReadAllTextAsync(spool, Stop), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(spool));

        var calls = engine.Calls.Count;
        var refused = await bench.ClickAsync(OperationKinds.Restart, "redis");
        Assert.Equal(OperationState.Refused, refused.State);
        Assert.Contains("read-only", refused.Error, StringComparison.Ordinal);
        Assert.Equal(calls, engine.Calls.Count);

        bench.AuditSwitch.Fails = _ => false;
        Assert.Equal(OperationState.Succeeded, (await bench.RunAsync(OperationKinds.Restart, "redis")).State);
        await AssertRepairedAsync(bench, run, spool);
    }

    [Fact]
    public async Task Spooled_outcome_becomes_a_row_at_the_next_start()
    {
        await using var bench = await new DeskBench(new FakeEngine()).StartAsync();
        bench.AuditSwitch.Fails = draft => draft.Kind == AuditKind.Outcome;
        var run = await bench.RunAsync(OperationKinds.Restart, "ui");
        await bench.CrashAsync();

        await bench.StartAsync();
        await bench.RunAsync(OperationKinds.Restart, "redis");

        await AssertRepairedAsync(bench, run, Path.Combine(bench.Data, "audit", "outcome.spool.jsonl"));
    }

    [Fact]
    public async Task Panel_that_stops_in_the_middle_records_indeterminate()
    {
        var engine = new FakeEngine();
        var reached = new TaskCompletionSource();
        engine.OnChange = async _ =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, Stop);
        };
        await using var bench = await new DeskBench(engine).StartAsync();
        var run = await bench.ClickAsync(OperationKinds.Restart, "ui");
        await reached.Task.WaitAsync(Stop);
        await bench.StopAsync();
        await bench.StartAsync();

        var outcome = (await bench.EntriesAsync(run))[1];
        Assert.Equal((AuditResult.Indeterminate, DeskBench.Ada), (outcome.Result, outcome.Actor));
        Assert.Contains("stopped while it ran", outcome.Error, StringComparison.Ordinal);
    }

    private static async Task AssertRepairedAsync(DeskBench bench, OperationRun run, string spool)
    {
        var outcome = (await bench.EntriesAsync(run)).Single(entry => entry.Kind == AuditKind.Outcome);
        Assert.Equal((AuditResult.Succeeded, "late, from the spool"), (outcome.Result, outcome.Parameters["recorded"]));
        var found = await bench.Desk.FindAsync(run.Id, Stop);
        Assert.Equal((false, outcome.Sequence), (found!.Unrecorded, found.OutcomeSequence));
        Assert.False(File.Exists(spool));
    }
}
