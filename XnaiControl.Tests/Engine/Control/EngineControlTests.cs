using System.Diagnostics;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine.Control;

public abstract class EngineControlTests(string variable)
{
    private const string Polite = "trap 'echo bye; exit 0' TERM; while :; do sleep 0.05; done";
    private const string Deaf = "trap '' TERM; while :; do sleep 0.05; done";

    [Fact]
    public async Task Stop_lets_a_polite_container_end_itself_and_kills_a_deaf_one_after_the_grace_time()
    {
        await using var engine = TestEngine.Open(variable);
        var polite = await engine.RunAsync("polite", Polite);
        var deaf = await engine.RunAsync("deaf", Deaf);
        await SettledAsync(engine, polite);

        await engine.Control.StopAsync(polite, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var began = Stopwatch.GetTimestamp();
        await engine.Control.StopAsync(deaf, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;

        Assert.Equal(0, (await RecordAsync(engine, polite)).ExitCode);
        Assert.Equal(137, (await RecordAsync(engine, deaf)).ExitCode);
        Assert.InRange(took, 0.9, 8);
    }

    [Fact]
    public async Task Restart_gives_the_container_its_grace_time_and_a_new_process()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("again", Polite);
        await SettledAsync(engine, id);
        var before = await RecordAsync(engine, id);

        await engine.Control.RestartAsync(id, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var after = await RecordAsync(engine, id);
        var lines = new List<string>();
        await foreach (var line in engine.Client.ReadLogsAsync(id, new LogRequest(), TestContext.Current.CancellationToken))
            lines.Add(line.Text);

        Assert.Equal(ContainerRunState.Running, after.State);
        Assert.NotEqual(before.Pid, after.Pid);
        Assert.Contains("bye", lines);
    }

    [Fact]
    public async Task Kill_sends_the_signal_and_an_unknown_container_is_named()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("killed", Deaf);

        await engine.Control.KillAsync(id, "SIGKILL", TestContext.Current.CancellationToken);
        await Eventually.NotNullAsync(async () => await RecordAsync(engine, id) is { State: ContainerRunState.Exited } r ? r : null);
        await engine.Control.RemoveAsync(id, TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<EngineException>(() => engine.Control.StartAsync(id, TestContext.Current.CancellationToken));

        Assert.Contains(id[..12], refused.Message, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.Status);
    }

    private static async Task<ContainerRecord> RecordAsync(TestEngine engine, string id) =>
        (await engine.Client.InspectAsync(id, TestContext.Current.CancellationToken))!;

    /// <summary>The shell has set its trap once its first child runs.</summary>
    private static async Task SettledAsync(TestEngine engine, string id)
    {
        var pid = (await RecordAsync(engine, id)).Pid;
        await Eventually.NotNullAsync(() => Task.FromResult(
            File.ReadAllText($"/proc/{pid}/task/{pid}/children") is { Length: > 0 } children ? children : null));
    }
}

public sealed class PodmanControlTests() : EngineControlTests(TestEngine.Podman);

[Trait("Engine", "Rootless")]
public sealed class RootlessControlTests() : EngineControlTests(TestEngine.Rootless);

[Trait("Engine", "Docker")]
public sealed class DockerControlTests() : EngineControlTests(TestEngine.Docker);
