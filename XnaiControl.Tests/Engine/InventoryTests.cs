using System.Collections.Immutable;
using Docker.DotNet.Models;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

/// <summary>The main journey on every engine: seen, followed, changed from outside.</summary>
public abstract class InventoryTests(string variable)
{
    private static readonly ImmutableDictionary<string, string> NoFailures = ImmutableDictionary<string, string>.Empty;

    [Fact]
    public async Task Containers_with_labels_of_either_kind_become_services_and_a_kill_from_outside_is_seen()
    {
        await using var engine = TestEngine.Open(variable);
        var docker = await engine.RunAsync("worker", "exec sleep 1000");
        await engine.RunAsync("crawler", "exec sleep 1000", p => p.Labels = new Dictionary<string, string>
        {
            ["io.podman.compose.project"] = engine.Project,
            ["io.podman.compose.service"] = "crawler",
        });
        await engine.RunAsync("unlabelled", "exec sleep 1000", p => p.Labels = new Dictionary<string, string>());
        var declaration = new StackDeclaration(engine.Project, ["/x/docker-compose.yml"],
            [Declare("crawler", null), Declare("worker", null), Declare("plain", $"{engine.Project}_unlabelled"), Declare("missing", null)], null);
        await using var running = await engine.MonitorAsync();

        var picture = await Eventually.PictureAsync(running.Monitor, p => p.ContainersAt is not null && p.Status.Reachability == EngineReachability.Connected);
        var services = Assemble(declaration, picture);

        Assert.Equal(["crawler", "worker", "plain", "missing"], services.Select(s => s.Name));
        Assert.Equal([ServiceState.Running, ServiceState.Running, ServiceState.Running, ServiceState.NotCreated], services.Select(s => s.State));

        await engine.Api.Containers.KillContainerAsync(docker, new ContainerKillParameters { Signal = "SIGKILL" }, TestContext.Current.CancellationToken);
        picture = await Eventually.PictureAsync(running.Monitor, p => Assemble(declaration, p).Single(s => s.Name == "worker").State == ServiceState.Stopped);
        Assert.Equal(137, picture.Containers.Single(c => c.Id == docker).ExitCode);

        await engine.Control.StartAsync(docker, TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(running.Monitor, p => p.Containers.Single(c => c.Id == docker).State == ContainerRunState.Running);

        await engine.Control.RemoveAsync(docker, TestContext.Current.CancellationToken);
        await Eventually.PictureAsync(running.Monitor, p => p.Containers.All(c => c.Id != docker));
    }

    [Fact]
    public async Task Inspect_carries_what_the_panel_shows()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("full", "exec sleep 1000", p =>
        {
            p.User = "1000:1000";
            p.Env = ["SECRET=a=b", "EMPTY="];
            p.HostConfig!.ReadonlyRootfs = true;
            p.HostConfig.Tmpfs = new Dictionary<string, string> { ["/app/logs"] = "size=1m,mode=1777" };
            p.HostConfig.RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 2 };
            p.Healthcheck = new HealthcheckConfig { Test = ["CMD-SHELL", "true"], Interval = TimeSpan.FromSeconds(5), Retries = 4 };
        });

        var record = await engine.Client.InspectAsync(id, TestContext.Current.CancellationToken);
        var environment = await engine.Client.ReadEnvironmentAsync(id, TestContext.Current.CancellationToken);
        var use = await engine.Client.ReadTmpfsByExecAsync(id, ["/app/logs"], TestContext.Current.CancellationToken);

        Assert.NotNull(record);
        Assert.Equal((engine.Project, "full"), (record.Project, record.Service));
        Assert.Equal(("1000:1000", true, "on-failure"), (record.User, record.ReadOnlyRoot, record.RestartPolicy));
        Assert.Contains("size=1m", record.Tmpfs["/app/logs"], StringComparison.Ordinal);
        Assert.True(record.Pid > 0);
        Assert.Equal((TimeSpan.FromSeconds(5), 4), (record.HealthCheck!.Interval, record.HealthCheck.Retries));
        Assert.Contains(new EnvironmentVariable("SECRET", "a=b"), environment);
        var tmpfs = Assert.Single(use);
        Assert.Equal((1 << 20, "/app/logs"), (tmpfs.SizeBytes, tmpfs.Target));
        Assert.True(tmpfs.Inodes > 0);
        Assert.Null(await engine.Client.InspectAsync("nosuchcontainer", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_engine_describes_itself()
    {
        await using var engine = TestEngine.Open(variable);

        var info = await engine.Client.GetInfoAsync(TestContext.Current.CancellationToken);

        Assert.Equal(variable == TestEngine.Docker ? EngineKind.Docker : EngineKind.Podman, info.Kind);
        Assert.Equal(variable == TestEngine.Rootless, info.Rootless);
        Assert.Equal(info.Rootless, info.Uid is > 0);
        Assert.NotEmpty(info.RuntimeVersion);
        Assert.Equal(!(info.Rootless && info.CgroupVersion == 1), info.StatsReliable);
    }

    [Fact]
    public async Task Stats_are_given_for_a_running_container_only()
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("busy", "exec sleep 1000");

        var stats = await engine.Client.ReadStatsAsync(id, TestContext.Current.CancellationToken);
        await engine.Control.StopAsync(id, TimeSpan.Zero, TestContext.Current.CancellationToken);

        Assert.NotNull(stats);
        Assert.Null(await engine.Client.ReadStatsAsync(id, TestContext.Current.CancellationToken));
    }

    protected static DeclaredService Declare(string name, string? containerName) =>
        new(name, containerName, "image", false, null, false, null, [], []);

    private static ImmutableArray<AssembledService> Assemble(StackDeclaration declaration, EnginePicture picture) =>
        StackAssembly.Assemble(declaration.Project, declaration, picture.Containers, NoFailures, picture.Exits, DateTimeOffset.UtcNow);
}

public sealed class PodmanInventoryTests() : InventoryTests(TestEngine.Podman);

[Trait("Engine", "Rootless")]
public sealed class RootlessInventoryTests() : InventoryTests(TestEngine.Rootless);

[Trait("Engine", "Docker")]
public sealed class DockerInventoryTests() : InventoryTests(TestEngine.Docker);
