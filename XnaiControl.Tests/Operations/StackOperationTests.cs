using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations;

public sealed class StackOperationTests
{
    private static readonly StackDeclaration Demo = new(
        "demo", ["/none/docker-compose.yml"], [Service("ui"), Service("redis")], null);

    private static DeclaredService Service(string name, bool build = false) => new(name, null, "img", build, null, false, null, [], []);

    private static Task<DeskBench> StartAsync(FakeEngine engine, StackDeclaration? declaration = null) =>
        new DeskBench(engine) { Declarations = [declaration ?? Demo] }.StartAsync();

    [Fact]
    public async Task Down_that_leaves_containers_failed_whatever_the_exit_code_says()
    {
        var engine = new FakeEngine();
        engine.OnCompose = (_, _) =>
        {
            engine.Set(engine.Current.Containers[1]);
            return Task.FromResult(0);
        };
        await using var bench = await StartAsync(engine);

        var run = await bench.RunAsync(OperationKinds.Down, "");

        Assert.Equal((OperationState.Failed, "1 containers are left."), (run.State, run.Summary));
        Assert.Contains("demo_redis_1", run.Error, StringComparison.Ordinal);
        Assert.Equal(["Intent recorded", "Stop 2 containers, 10 s grace", "podman-compose down", "Look at what is left", "Outcome recorded"], run.Stages.Select(stage => stage.Name));
    }

    [Fact]
    public async Task Up_judges_by_what_runs_and_not_by_a_bad_exit_code()
    {
        var engine = new FakeEngine { OnCompose = (_, _) => Task.FromResult(1) };
        await using var bench = await StartAsync(engine);

        Assert.Equal(OperationState.Succeeded, (await bench.RunAsync(OperationKinds.Up, "")).State);
    }

    [Fact]
    public async Task One_shot_service_that_ended_with_0_counts_as_done_and_another_end_does_not()
    {
        var engine = new FakeEngine();
        engine.Change("ui", container => container with { State = ContainerRunState.Exited });
        await using var bench = await StartAsync(engine);
        Assert.Equal(OperationState.Succeeded, (await bench.RunAsync(OperationKinds.Up, "")).State);

        engine.Change("ui", container => container with { ExitCode = 3 });
        var run = await bench.RunAsync(OperationKinds.Up, "");

        Assert.Equal((OperationState.Failed, "1 of 2 services run."), (run.State, run.Summary));
        Assert.Contains("ui: demo_ui_1 has ended with exit code 3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_keeps_the_newest_lines_and_counts_the_rest()
    {
        var engine = new FakeEngine
        {
            OnCompose = (_, line) =>
            {
                for (var i = 1; i <= 5000; i++)
                {
                    line($"line {i}");
                }

                return Task.FromResult(0);
            },
        };
        await using var bench = await StartAsync(engine);

        var run = await bench.RunAsync(OperationKinds.Up, "");

        Assert.Equal((2000, 3000, "line 5000"), (run.Output.Length, run.OutputSkipped, run.Output[^1]));
        Assert.Equal(run.Output, (await bench.Desk.FindAsync(run.Id, TestContext.Current.CancellationToken))!.Output);
    }

    [Fact]
    public async Task Compose_operations_without_command_or_file_are_refused_with_the_next_step()
    {
        var engine = new FakeEngine { Command = null };
        await using (var bench = await StartAsync(engine))
        {
            Assert.Contains("Install podman-compose", (await bench.ClickAsync(OperationKinds.Up, "")).Error, StringComparison.Ordinal);
        }

        await using (var bench = await new DeskBench(new FakeEngine()).StartAsync())
        {
            Assert.Contains("Add it in Settings", (await bench.ClickAsync(OperationKinds.Recreate, "ui")).Error, StringComparison.Ordinal);
        }

        await using (var bench = await StartAsync(new FakeEngine(), Demo with { Problem = "docker-compose.yml:3: bad indentation." }))
        {
            Assert.Contains("docker-compose.yml:3", (await bench.ClickAsync(OperationKinds.Up, "")).Error, StringComparison.Ordinal);
        }

        Assert.Empty(engine.Calls);
    }

    [Fact]
    public async Task Secret_of_a_container_is_masked_in_output_summary_and_up_log()
    {
        const string Canary = "canary-77aa";
        var engine = new FakeEngine
        {
            Variables = [new EnvironmentVariable("REDIS_PASSWORD", Canary), new EnvironmentVariable("MODE", "fast")],
            OnCompose = (_, line) =>
            {
                line($"redis-server --requirepass {Canary} fast");
                return Task.FromResult(0);
            },
        };
        await using var bench = await StartAsync(engine);

        var run = await bench.RunAsync(OperationKinds.Up, "");

        Assert.Equal(["redis-server --requirepass *** fast"], run.Output);
        Assert.Equal("redis-server --requirepass *** fast\n", await File.ReadAllTextAsync(bench.Options.UpLog("demo"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, "Successfully tagged x", OperationState.Succeeded)]
    [InlineData(0, "Error: building at STEP \"RUN false\": exit status 1", OperationState.Failed)]
    [InlineData(0, "exit code: 125", OperationState.Failed)]
    [InlineData(0, "exit code: 0", OperationState.Succeeded)]
    [InlineData(2, "nothing said", OperationState.Failed)]
    public void Build_is_judged_by_its_output_too(int exitCode, string line, OperationState state) =>
        Assert.Equal(state, ImageCommand.Judge("ui", "build", exitCode, [line]).State);
}
