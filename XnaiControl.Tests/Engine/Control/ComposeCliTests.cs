using System.Diagnostics;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine.Control;

public sealed class ComposeCliTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xcompose").FullName;

    [Fact]
    public void The_setting_wins_then_the_tools_of_the_engine_in_order()
    {
        Assert.Equal(["my", "tool"], new ComposeCommand("my  tool", false, _ => true, _ => true).Words);
        Assert.Equal(["podman-compose"], new ComposeCommand("", false, _ => true, _ => true).Words);
        Assert.Equal(["docker", "compose"], new ComposeCommand("", true, _ => true, _ => true).Words);
        Assert.Equal(["docker-compose"], new ComposeCommand("", false, program => program != "podman-compose", _ => false).Words);
        Assert.Null(new ComposeCommand("", false, _ => false, _ => true).Words);
    }

    [Fact]
    public async Task The_command_runs_in_the_files_folder_with_plain_arguments_and_both_streams()
    {
        var (file, lines) = (Path.Combine(_folder, "a b.yml"), new List<string>());
        var cli = Script("""printf '%s\n' "$@"; pwd; echo "$DOCKER_HOST" >&2; printf 'no end'; exit 3""");

        var code = await cli.RunAsync(Stack(file), Engine, ["up", "-d", "a b; rm -rf $HOME"], lines.Add, TestContext.Current.CancellationToken);

        Assert.Equal(3, code);
        Assert.Equal(["-f", file, "-p", "proj", "up", "-d", "a b; rm -rf $HOME", _folder, "no end"], lines.Where(l => !l.StartsWith("unix://", StringComparison.Ordinal)));
        Assert.Contains("unix:///e.sock", lines);
    }

    [Fact]
    public async Task A_line_without_an_end_stays_bounded()
    {
        var lines = new List<string>();

        await Script("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo done").RunAsync(Stack(), Engine, [], lines.Add, TestContext.Current.CancellationToken);

        Assert.Equal([LinePump.MaxLineBytes, 4], lines.Select(l => l.Length));
    }

    [Fact]
    public async Task Cancelling_ends_the_whole_tree()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var child = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Script("sleep 1000 & echo $!; wait").RunAsync(Stack(), Engine, [], line =>
        {
            child = int.Parse(line, System.Globalization.CultureInfo.InvariantCulture);
            cancel.Cancel();
        }, cancel.Token));

        Assert.NotEqual(0, child);
        await Eventually.NotNullAsync(() => Task.FromResult(IsGone(child) ? "gone" : null));
    }

    [Fact]
    public async Task A_child_that_keeps_the_output_open_does_not_hold_the_result()
    {
        var began = Stopwatch.GetTimestamp();

        var code = await Script("sleep 30 & exit 0").RunAsync(Stack(), Engine, [], _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Without_a_command_or_a_file_the_refusal_says_what_to_do()
    {
        var none = new ComposeCli(new ComposeCommand("", false, _ => false, _ => false));
        var missing = new ComposeCli(new ComposeCommand("/nonexistent/compose", false, _ => false, _ => false));

        var noCommand = await Assert.ThrowsAsync<EngineException>(() => none.RunAsync(Stack(), Engine, [], _ => { }, TestContext.Current.CancellationToken));
        var notThere = await Assert.ThrowsAsync<EngineException>(() => missing.RunAsync(Stack(), Engine, [], _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("XNAI_COMPOSE", noCommand.Message, StringComparison.Ordinal);
        Assert.Contains("XNAI_COMPOSE", notThere.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_users_tool_brings_a_stack_up_and_its_log_names_the_refused_service()
    {
        await using var engine = TestEngine.Open();
        var file = Path.Combine(_folder, "docker-compose.yml");
        await File.WriteAllTextAsync(file, $$"""
            version: "3"
            services:
              good: {image: "{{TestEngine.Image}}", command: sleep 1000, container_name: {{engine.Project}}_good}
              crawler:
                image: "{{TestEngine.Image}}"
                command: sleep 1000
                container_name: {{engine.Project}}_crawler
                tmpfs: ["/app/logs:size=1m"]
                volumes: ["{{_folder}}:/app/logs"]
            """, TestContext.Current.CancellationToken);
        var cli = new ComposeCli(new ComposeCommand(Microsoft.Extensions.Options.Options.Create(new XnaiControl.Core.XnaiOptions()), engine.Endpoint));
        if (cli.Command is null)
            Assert.Skip("This test needs podman-compose or docker compose: run ./test.sh");
        var stack = new StackDeclaration(engine.Project, [file], [], null);
        var lines = new List<string>();
        try
        {
            await cli.RunAsync(stack, engine.Endpoint, ["up", "-d"], lines.Add, TestContext.Current.CancellationToken);
            var containers = await engine.Client.ListAsync(TestContext.Current.CancellationToken);

            Assert.Equal(["good"], containers.Where(c => c.Project == engine.Project).Select(c => c.Service));
            Assert.Equal(file, containers.Single(c => c.Service == "good" && c.Project == engine.Project).ComposeFiles.Single());
            Assert.Contains("duplicate mount", UpLog.Parse(string.Join('\n', lines))["crawler"], StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            await cli.RunAsync(stack, engine.Endpoint, ["down", "-t", "1"], _ => { }, CancellationToken.None);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static EngineEndpoint Engine => new("podman", "/e.sock", "test");

    private StackDeclaration Stack(string? file = null) => new("proj", [file ?? Path.Combine(_folder, "c.yml")], [], null);

    private ComposeCli Script(string body)
    {
        var path = Path.Combine(_folder, "tool");
        File.WriteAllText(path, "#!/bin/sh\n" + body + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return new ComposeCli(new ComposeCommand(path, false, _ => true, _ => true));
    }

    /// <summary>Dead, or dead and waiting to be collected.</summary>
    private static bool IsGone(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}
