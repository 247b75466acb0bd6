using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

public sealed class FaultTests
{
    private const string Version = """{"Version":"4.3.1","ApiVersion":"1.41","Components":[{"Name":"Podman Engine"}]}""";
    private const string Info = """{"CgroupVersion":"2","DefaultRuntime":"runc"}""";

    [Theory]
    [InlineData("""{"State":{"Status":"levitating","Health":{"Status":"healthy"}}}""", ContainerRunState.Unknown, HealthStatus.Healthy)]
    [InlineData("""{"State":{"Status":"running","Health":{"Status":"splendid"}}}""", ContainerRunState.Running, HealthStatus.Unknown)]
    [InlineData("""{"State":{"Status":7,"Health":"healthy","Pid":"x","ExitCode":null}}""", ContainerRunState.Unknown, HealthStatus.None)]
    [InlineData("""{"State":null,"Config":[],"HostConfig":{"RestartPolicy":{"Name":"sometimes"}}}""", ContainerRunState.Unknown, HealthStatus.None)]
    [InlineData("[]", ContainerRunState.Unknown, HealthStatus.None)]
    public async Task Unknown_words_become_unknown_and_never_healthy(string body, ContainerRunState state, HealthStatus health)
    {
        await using var engine = new FaultyEngine((_, stream, _) => FaultyEngine.JsonAsync(stream, body));
        await using var client = Client(engine);

        var record = await client.InspectAsync("x", TestContext.Current.CancellationToken);
        var verdict = ContainerVerdict.Of(record!, ExitHistory.Empty, DateTimeOffset.UtcNow);

        Assert.Equal((state, health), (record!.State, record.Health));
        Assert.Equal(ServiceState.Unknown, verdict.State);
        Assert.NotNull(verdict.Reason);
    }

    [Fact]
    public async Task Truncated_json_is_an_error_with_a_sentence()
    {
        await using var engine = new FaultyEngine((_, stream, _) => FaultyEngine.JsonAsync(stream, """{"State":{"Sta"""));
        await using var client = Client(engine);

        var e = await Assert.ThrowsAsync<EngineException>(() => client.InspectAsync("x", TestContext.Current.CancellationToken));

        Assert.Contains("not valid JSON", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_cut_off_in_the_middle_means_unreachable()
    {
        await using var engine = new FaultyEngine((_, stream, _) => FaultyEngine.RawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"a\":"));
        await using var client = Client(engine);

        var e = await Assert.ThrowsAsync<EngineException>(() => client.InspectAsync("x", TestContext.Current.CancellationToken));

        Assert.True(e.Unreachable);
    }

    [Fact]
    public async Task A_hanging_engine_is_given_up_after_the_time_limit()
    {
        await using var engine = new FaultyEngine((_, _, token) => Task.Delay(Timeout.Infinite, token));
        await using var client = new EngineClient(Endpoint(engine), TimeProvider.System, TimeSpan.FromMilliseconds(200));

        var e = await Assert.ThrowsAsync<EngineException>(() => client.InspectAsync("x", TestContext.Current.CancellationToken));

        Assert.True(e.Unreachable);
        Assert.Contains("did not answer within", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("containers/json")]
    [InlineData("containers/x/json")]
    public async Task A_hundred_megabyte_answer_is_refused_without_holding_it(string path)
    {
        const long size = 100L << 20;
        var sent = 0L;
        await using var engine = new FaultyEngine(async (_, stream, token) =>
        {
            await FaultyEngine.RawAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            var chunk = new byte[(64 << 10) + 9];
            "10000\r\n"u8.CopyTo(chunk);
            chunk.AsSpan(7, 64 << 10).Fill((byte)' ');
            "\r\n"u8.CopyTo(chunk.AsSpan(chunk.Length - 2));
            for (; sent < size; sent += 64 << 10)
                await stream.WriteAsync(chunk, token);
        });
        await using var client = Client(engine);

        var e = await Assert.ThrowsAsync<EngineException>(() => path == "containers/json"
            ? client.ListAsync(TestContext.Current.CancellationToken)
            : client.InspectAsync("x", TestContext.Current.CancellationToken));

        Assert.Contains("over 16 MB", e.Message, StringComparison.Ordinal);
        Assert.True(sent < size / 2, $"{sent} bytes were taken");
    }

    [Fact]
    public async Task One_unreadable_container_does_not_hide_the_others()
    {
        await using var engine = new FaultyEngine((path, stream, _) => FaultyEngine.JsonAsync(stream, path switch
        {
            _ when path.StartsWith("/containers/json", StringComparison.Ordinal) => """[{"Id":"good","Names":["/good"],"Image":"i"},{"Id":"bad","Names":["/bad"],"Image":"i"}]""",
            "/containers/good/json" => """{"Id":"good","Name":"/good","State":{"Status":"running"}}""",
            _ => "{{{",
        }));
        await using var client = Client(engine);

        var list = await client.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("good", ContainerRunState.Running), ("bad", ContainerRunState.Unknown)], list.Select(r => (r.Name, r.State)));
    }

    [Fact]
    public async Task A_storm_of_events_costs_a_bounded_number_of_inspects()
    {
        const int containers = 20, rounds = 1_000;
        var inspects = new ConcurrentDictionary<string, int>();
        var storming = new TaskCompletionSource();
        await using var engine = new FaultyEngine(async (path, stream, token) =>
        {
            if (path.StartsWith("/events", StringComparison.Ordinal))
            {
                await FaultyEngine.StreamHeadAsync(stream);
                for (var round = 0; round < rounds; round++)
                    for (var c = 0; c < containers; c++)
                        await FaultyEngine.RawAsync(stream, Event(c, round % 2 == 0 ? "die" : "start"));
                await FaultyEngine.RawAsync(stream, Event(99, "create"));
                storming.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
            else if (path.StartsWith("/version", StringComparison.Ordinal) || path.StartsWith("/info", StringComparison.Ordinal))
                await FaultyEngine.JsonAsync(stream, path.StartsWith("/v", StringComparison.Ordinal) ? Version : Info);
            else if (path.StartsWith("/containers/json", StringComparison.Ordinal))
                await FaultyEngine.JsonAsync(stream, "[]");
            else
            {
                var id = path.Split('/')[2];
                inspects.AddOrUpdate(id, 1, (_, n) => n + 1);
                await FaultyEngine.JsonAsync(stream, $$$"""{"Id":"{{{id}}}","Name":"/{{{id}}}","State":{"Status":"running"}}""");
            }
        });
        await using var client = Client(engine);
        using var monitor = new EngineMonitor(client, new DiscoveryResult(client.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        var began = DateTimeOffset.UtcNow;
        await monitor.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.PictureAsync(monitor, p => p.Containers.Any(c => c.Id == "c99"));
        await storming.Task;
        var seconds = (DateTimeOffset.UtcNow - began).TotalSeconds;
        await monitor.StopAsync(TestContext.Current.CancellationToken);

        TestContext.Current.SendDiagnosticMessage($"{containers * rounds} events in {seconds:0.00} s, {inspects.Values.Sum()} inspects");
        Assert.All(inspects, pair => Assert.InRange(pair.Value, 1, 8 + (int)Math.Ceiling(seconds * 2)));
        Assert.True(containers * rounds / seconds > 5_000, $"{seconds} s");
    }

    [Fact]
    public async Task A_slow_engine_is_a_state_of_its_own_while_the_answer_is_awaited()
    {
        var slow = false;
        await using var engine = new FaultyEngine(async (path, stream, token) =>
        {
            if (path.StartsWith("/events", StringComparison.Ordinal))
            {
                await FaultyEngine.StreamHeadAsync(stream);
                await Task.Delay(Timeout.Infinite, token);
            }
            else if (path.StartsWith("/v", StringComparison.Ordinal) || path.StartsWith("/info", StringComparison.Ordinal))
                await FaultyEngine.JsonAsync(stream, path.StartsWith("/v", StringComparison.Ordinal) ? Version : Info);
            else if (path.StartsWith("/containers/json", StringComparison.Ordinal))
                await FaultyEngine.JsonAsync(stream, """[{"Id":"c1","Names":["/c1"],"Image":"i"}]""");
            else
            {
                if (Volatile.Read(ref slow))
                    await Task.Delay(TimeSpan.FromSeconds(3), token);
                await FaultyEngine.JsonAsync(stream, """{"Id":"c1","Name":"/c1","State":{"Status":"running"}}""");
            }
        });
        await using var client = Client(engine);
        using var monitor = new EngineMonitor(client, new DiscoveryResult(client.Endpoint, null), TimeProvider.System, NullLogger<EngineMonitor>.Instance);
        await monitor.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(monitor, p => p.Containers.Length == 1 && p.Status is { Reachability: EngineReachability.Connected, Info: not null });

        Volatile.Write(ref slow, true);
        var asked = monitor.RefreshAsync("c1", TestContext.Current.CancellationToken);
        var picture = await Eventually.PictureAsync(monitor, p => p.Status.Reachability == EngineReachability.Slow);
        Assert.Single(picture.Containers);
        Volatile.Write(ref slow, false);
        await asked;
        await monitor.RefreshAsync("c1", TestContext.Current.CancellationToken);

        Assert.Equal(EngineReachability.Connected, monitor.Current.Status.Reachability);
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }

    private static string Event(int container, string action) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"Type":"container","Action":"{{{action}}}","Actor":{"ID":"c{{{container}}}","Attributes":{"name":"c{{{container}}}","containerExitCode":"1"}},"timeNano":1795429846032617406}""") + "\n";

    private static EngineEndpoint Endpoint(FaultyEngine engine) => new("test", engine.SocketPath, "test");

    private static EngineClient Client(FaultyEngine engine) => new(Endpoint(engine), TimeProvider.System);

    [Fact]
    public async Task A_broken_container_does_not_hide_the_others()
    {
        const string Refusal = """{"cause":"container not known","message":"getting container from store: container not known","response":500}""";
        await using var engine = new FaultyEngine((path, stream, _) => path switch
        {
            _ when path.Contains("/libpod/", StringComparison.Ordinal) => FaultyEngine.JsonAsync(stream, """[{"Id":"a1","Names":["well"],"Image":"i","Labels":{}},{"Id":"b2","Names":["half"],"Image":"i","Labels":null}]"""),
            _ when path.EndsWith("/a1/json", StringComparison.Ordinal) => FaultyEngine.JsonAsync(stream, """{"Id":"a1","Name":"/well","State":{"Status":"running"}}"""),
            _ => FaultyEngine.RawAsync(stream, $"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Length: {Refusal.Length}\r\n\r\n{Refusal}"),
        });
        await using var client = Client(engine);

        var listed = await client.ListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("well", ContainerRunState.Running), ("half", ContainerRunState.Unknown)], listed.Select(container => (container.Name, container.State)));
        Assert.Contains("container not known", listed[1].Error, StringComparison.Ordinal);
    }
}
