using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Audit;

public sealed class AuditQueryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Outcome_stands_for_its_intent_and_open_intents_show()
    {
        await using var bench = new AuditBench();
        var done = await bench.Log.AppendAsync(AuditBench.Draft("done"), Stop);
        var open = await bench.Log.AppendAsync(AuditBench.Draft("open") with { Correlation = "other" }, Stop);
        var outcome = await bench.Log.AppendAsync(AuditBench.Draft("done", AuditKind.Outcome, result: AuditResult.Succeeded, intent: done.Sequence), Stop);

        Assert.Equal([outcome.Sequence, open.Sequence], (await bench.Log.QueryAsync(new AuditQuery(), Stop)).Select(entry => entry.Sequence));
        Assert.Equal([open.Sequence], (await bench.Log.OpenIntentsAsync(Stop)).Select(entry => entry.Sequence));
        Assert.Equal([done.Sequence, outcome.Sequence], (await bench.Log.CorrelatedAsync("01abc", Stop)).Select(entry => entry.Sequence));
        Assert.Equal("done", (await bench.Log.FindAsync(done.Sequence, Stop))?.Target);
        Assert.Null(await bench.Log.FindAsync(99, Stop));
    }

    [Fact]
    public async Task Filters_narrow_and_pages_continue()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(5);
        await bench.Log.AppendAsync(AuditBench.Draft("podman/demo", AuditKind.Denied, "stack.down", AuditResult.Denied) with { Actor = AuditActor.Panel, Error = "50% of Needle" }, Stop);
        async Task<int> CountAsync(AuditQuery query) => (await bench.Log.QueryAsync(query, Stop)).Length;

        Assert.Equal(1, await CountAsync(new AuditQuery(Actor: "panel")));
        Assert.Equal(5, await CountAsync(new AuditQuery(Operation: "service.restart")));
        Assert.Equal(6, await CountAsync(new AuditQuery(Target: "podman/demo")));
        Assert.Equal(1, await CountAsync(new AuditQuery(Target: "podman/demo/s1")));
        Assert.Equal(0, await CountAsync(new AuditQuery(Target: "podman/dem")));
        Assert.Equal(1, await CountAsync(new AuditQuery(Result: AuditResult.Denied)));
        Assert.Equal(1, await CountAsync(new AuditQuery(Text: "50% of needle")));
        Assert.Equal(0, await CountAsync(new AuditQuery(Text: "5_% of needle")));
        Assert.Equal(0, await CountAsync(new AuditQuery(To: DateTimeOffset.UtcNow.AddHours(-1))));
        Assert.Equal(6, await CountAsync(new AuditQuery(From: DateTimeOffset.UtcNow.AddHours(-1))));
        Assert.Equal([4L, 3L], (await bench.Log.QueryAsync(new AuditQuery(Limit: 2, BeforeSequence: 5), Stop)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Filter_text_is_a_value_and_never_SQL()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(1);

        Assert.Empty(await bench.Log.QueryAsync(new AuditQuery(Actor: "' OR 1=1 --"), Stop));
    }
}
