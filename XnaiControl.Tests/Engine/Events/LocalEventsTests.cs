using System.Text;
using Docker.DotNet.Models;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine.Events;

/// <summary>The engine's own log against the engine's own word for it.</summary>
public sealed class LocalEventsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_ContainersThatComeAndGo_TellsWhatTheApiTells()
    {
        await using var engine = TestEngine.Open();
        using var transport = new EngineTransport(engine.SocketPath);
        var began = DateTimeOffset.UtcNow;
        using var local = await LocalEvents.TryOpenAsync(transport, Cancellation);
        Assert.NotNull(local);

        var kept = await engine.RunAsync("kept", "exec sleep 1000");
        await engine.RunAsync("failed", "exit 3");
        await engine.Api.Containers.KillContainerAsync(kept, new ContainerKillParameters { Signal = "KILL" }, Cancellation);
        await engine.Control.RemoveAsync(kept, Cancellation);

        var told = await ReadUntilAsync(local, e => e.ContainerId == kept && e.Action == "remove");
        var api = await ReadApiAsync(transport, began, kept);
        Assert.Contains(api, e => e is { Action: "die", ExitCode: 137 });
        Assert.Equal(api.Select(Words), told.Where(e => e.ContainerId == kept).Select(Words));
        Assert.Contains(told, e => e is { Action: "die", ExitCode: 3 });
    }

    [Fact]
    public async Task TryOpenAsync_AnotherProgramListens_TrustsNothing()
    {
        await using var engine = TestEngine.Open();
        await using var relay = new EngineRelay(engine.SocketPath);
        using var transport = new EngineTransport(relay.SocketPath);

        using var local = await LocalEvents.TryOpenAsync(transport, Cancellation);

        Assert.Null(local);
    }

    [Theory]
    [InlineData("""{"ID":"a","Name":"n","Status":"died","Time":"2026-11-23T13:19:48.123456789Z","Type":"container","ContainerExitCode":137}""", "die", 137)]
    [InlineData("""{"ID":"a","Name":"n","Status":"start","Time":"2026-11-23T14:19:48.123456789+01:00","Type":"container"}""", "start", null)]
    public void TryParse_AContainersLine_IsTheApisEvent(string line, string action, int? code)
    {
        var e = LocalEvents.TryParse(Encoding.UTF8.GetBytes(line));

        Assert.Equal((action, "a", "n", code), (e!.Action, e.ContainerId, e.ContainerName, e.ExitCode));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 13, 19, 48, TimeSpan.Zero), e.At.AddTicks(-(e.At.Ticks % TimeSpan.TicksPerSecond)));
    }

    [Theory]
    [InlineData("""{"Status":"refresh","Time":"2026-11-23T13:18:17.65Z","Type":"system","Attributes":null}""")]
    [InlineData("""{"ID":"a","Status":"create","Type":"container"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void TryParse_OtherLines_AreSkipped(string line) => Assert.Null(LocalEvents.TryParse(Encoding.UTF8.GetBytes(line)));

    private static (string, string, string, int?, long) Words(EngineEvent e) =>
        (e.Action, e.ContainerId, e.ContainerName, e.Action == "die" ? e.ExitCode : null, e.At.ToUnixTimeMilliseconds());

    private static async Task<List<EngineEvent>> ReadUntilAsync(LocalEvents local, Func<EngineEvent, bool> last)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var told = new List<EngineEvent>();
        await foreach (var e in local.ReadAsync(limit.Token))
        {
            told.Add(e);
            if (last(e))
                break;
        }
        return told;
    }

    private static async Task<List<EngineEvent>> ReadApiAsync(EngineTransport transport, DateTimeOffset since, string id)
    {
        using var response = await transport.OpenAsync(HttpMethod.Get, $"events?stream=false&since={since.ToUnixTimeSeconds() - 1}", null, Cancellation);
        var stream = await response.Content.ReadAsStreamAsync(Cancellation);
        var told = new List<EngineEvent>();
        await foreach (var e in EventReader.ReadAsync(stream, Cancellation))
        {
            if (e.ContainerId == id)
                told.Add(e);
        }
        return told;
    }
}
