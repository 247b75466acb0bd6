using System.Diagnostics;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

public abstract class LogTests(string variable)
{
    [Fact]
    public async Task Stdout_and_stderr_are_told_apart_and_tail_counts()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("talks", "echo one; echo two >&2; echo three; echo; echo 'fünf ✓'");
        await ExitedAsync(engine, id);

        var all = await ReadAsync(engine, id, new LogRequest());
        var tail = await ReadAsync(engine, id, new LogRequest(Tail: 1));

        Assert.Equal(["one", "three", "", "fünf ✓"], all.Where(l => l.Stream == LogStream.Stdout).Select(l => l.Text));
        Assert.Equal(["two"], all.Where(l => l.Stream == LogStream.Stderr).Select(l => l.Text));
        Assert.All(all, l => Assert.InRange(l.At, DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow.AddMinutes(1)));
        Assert.Single(tail);
    }

    [Fact]
    public async Task A_terminal_stream_is_read_as_lines()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("terminal", "echo one; echo two >&2; echo three", p => p.Tty = true);
        await ExitedAsync(engine, id);

        var lines = await ReadAsync(engine, id, new LogRequest());

        Assert.Equal(["one", "two", "three"], lines.Select(l => l.Text));
    }

    [Fact]
    public async Task Follow_delivers_lines_as_they_are_written_and_since_leaves_old_ones_out()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("follow", "echo old; read x < /tmp/go; echo new; exec sleep 1000", p => p.Cmd =
            ["sh", "-c", "echo old; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo new; exec sleep 1000"]);
        await Eventually.NotNullAsync(async () => (await ReadAsync(engine, id, new LogRequest())).FirstOrDefault(l => l.Text == "old"));
        await using var lines = engine.Client.ReadLogsAsync(id, new LogRequest(Follow: true), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("old", lines.Current.Text);

        var next = lines.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await TouchAsync(engine, id, "/tmp/go");
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal("new", lines.Current.Text);

        var later = await ReadAsync(engine, id, new LogRequest(Since: DateTimeOffset.UtcNow.AddMinutes(5)));
        Assert.Empty(later);
    }

    [Fact]
    public async Task Leaving_a_followed_log_ends_it_at_once()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("leave", "echo hi; exec sleep 1000");
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in engine.Client.ReadLogsAsync(id, new LogRequest(Follow: true), leave.Token))
                await leave.CancelAsync();
        });
    }

    [Fact]
    public async Task A_flood_is_read_at_over_ten_thousand_lines_a_second()
    {
        await using var engine = TestEngine.Open(variable);
        const int count = 100_000;
        var id = await engine.RunAsync("flood", $"yes 'a line of an ordinary length, as a service writes it when it is asked' | head -n {count}");
        await ExitedAsync(engine, id);

        var began = Stopwatch.GetTimestamp();
        var seen = 0;
        await foreach (var line in engine.Client.ReadLogsAsync(id, new LogRequest(Tail: null), TestContext.Current.CancellationToken))
            seen++;
        var rate = seen / Stopwatch.GetElapsedTime(began).TotalSeconds;

        TestContext.Current.SendDiagnosticMessage($"{variable}: {rate:0} lines/s");
        Assert.Equal(count, seen);
        Assert.True(rate > 10_000, $"{rate:0} lines/s");
    }

    private static async Task<List<LogLine>> ReadAsync(TestEngine engine, string id, LogRequest request)
    {
        var lines = new List<LogLine>();
        await foreach (var line in engine.Client.ReadLogsAsync(id, request, TestContext.Current.CancellationToken))
            lines.Add(line);
        return lines;
    }

    private static Task<ContainerRecord> ExitedAsync(TestEngine engine, string id) => Eventually.NotNullAsync(async () =>
        await engine.Client.InspectAsync(id, TestContext.Current.CancellationToken) is { State: ContainerRunState.Exited } r ? r : null, 30);

    private static async Task TouchAsync(TestEngine engine, string id, string path)
    {
        var record = await engine.Client.InspectAsync(id, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync($"/proc/{record!.Pid}/root{path}", "", TestContext.Current.CancellationToken);
    }
}

public sealed class PodmanLogTests() : LogTests(TestEngine.Podman);

[Trait("Engine", "Rootless")]
public sealed class RootlessLogTests() : LogTests(TestEngine.Rootless);

[Trait("Engine", "Docker")]
public sealed class DockerLogTests() : LogTests(TestEngine.Docker);
