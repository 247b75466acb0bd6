using Microsoft.Extensions.Time.Testing;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;
using XnaiControl.Web.Components.Pages.Service;

namespace XnaiControl.Tests.Components.Pages.Service;

public sealed class LogFollowerTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new(Sample.Now);
    private readonly LogEngine _engine = new() { Lines = [new LogLine(Sample.Now, LogStream.Stdout, "hello")] };
    private readonly FakeMonitor _monitor = new();
    private readonly List<string> _shown = [];

    [Fact]
    public async Task An_engine_that_is_away_is_said_once_and_its_log_is_opened_again_when_it_is_back()
    {
        _engine.Failure = "The engine at /run/podman.sock does not answer: no such socket.";
        _monitor.Engine = _engine;
        _monitor.Set(Sample.Unreachable);
        var container = Sample.Well().Services[0].Container!.Record;
        await using var follower = new LogFollower(new LogRing(), _monitor, _time, KeepAsync);

        await follower.FollowAsync(container);
        await ShowsAsync("The engine does not answer; the log goes on when it does");
        for (var beat = 0; beat < 5; beat++)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
            await follower.FollowAsync(container);
        }

        Assert.Single(_engine.Requests);
        _engine.Failure = null;
        _monitor.Set(Sample.Connected);
        await follower.FollowAsync(container);
        await ShowsAsync("hello");
        Assert.Equal(["The engine does not answer; the log goes on when it does", "The log was opened again", "hello"], _shown);
        Assert.Equal(500, _engine.Requests[1].Tail);
    }

    [Fact]
    public async Task The_same_container_is_followed_once_and_another_one_is_announced()
    {
        _monitor.Engine = _engine;
        var container = Sample.Well().Services[0].Container!.Record;
        await using var follower = new LogFollower(new LogRing(), _monitor, _time, KeepAsync);

        await follower.FollowAsync(container);
        await follower.FollowAsync(container);
        await ShowsAsync("hello");
        Assert.Single(_engine.Requests);
        await follower.FollowAsync(container with { Id = "another" });

        await ShowsAsync("A new container: it was recreated");
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    private Task KeepAsync(LogBatch batch)
    {
        lock (_shown)
        {
            _shown.AddRange(batch.Lines.Select(l => l.Gap ?? l.Text!));
        }

        return Task.CompletedTask;
    }

    private Task ShowsAsync(string words) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromMilliseconds(250));
        lock (_shown)
        {
            return _shown.Contains(words);
        }
    });
}
