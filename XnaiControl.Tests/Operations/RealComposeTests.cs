using System.Collections.Immutable;
using System.Text;
using Docker.DotNet;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations;

/// <summary>
/// Stack operations with the real podman-compose, which works on the podman of the environment: the same store as the
/// test engine's, named by CONTAINERS_CONF.
/// </summary>
public sealed class RealComposeTests
{
    private const string Canary = "canary-8c1f-secret";
    private const string Sleeps = "[\"sh\", \"-c\", \"trap 'exit 0' TERM; while :; do sleep 0.1; done\"]";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stack_comes_up_is_recreated_and_goes_down_without_leaking_its_password()
    {
        await using var stack = await ComposeStack.WriteAsync("    tmpfs: [\"/data:size=1m\"]");
        await using var bench = await MonitoredBench.StartAsync(stack.Engine, [stack.Declaration]);

        var up = await bench.RunAsync(OperationKinds.Up, "");
        Assert.True(up.State == OperationState.Succeeded, $"{up.Error}\n{string.Join('\n', up.Output)}");
        Assert.Equal("All 2 services run.", up.Summary);
        Assert.Contains(up.Output, line => line.Contains("REDIS_PASSWORD=***", StringComparison.Ordinal));
        var first = await stack.ContainersAsync();

        var again = await bench.RunAsync(OperationKinds.Up, "");
        Assert.True(again.State == OperationState.Succeeded, again.Error);
        Assert.Equal(first.Select(container => container.Id), (await stack.ContainersAsync()).Select(container => container.Id));

        var recreate = await bench.RunAsync(OperationKinds.Recreate, "redis", ("grace", "2"));
        Assert.True(recreate.State == OperationState.Succeeded, $"{recreate.Error}\n{string.Join('\n', recreate.Output)}");
        var second = await stack.ContainersAsync();
        Assert.NotEqual(IdOf(first, "redis"), IdOf(second, "redis"));
        Assert.Equal(IdOf(first, "ui"), IdOf(second, "ui"));

        var down = await bench.RunAsync(OperationKinds.Down, "", ("grace", "2"));
        Assert.True(down.State == OperationState.Succeeded, $"{down.Error}\n{string.Join('\n', down.Output)}");
        Assert.Empty(await stack.ContainersAsync());

        Assert.True(File.Exists(bench.UpLog));
        Assert.Equal(8, bench.Audit.Count);
        await bench.StopAsync();
        foreach (var file in Directory.GetFiles(bench.Data, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) < 0, $"{file} holds the password");
        }
    }

    [Fact]
    public async Task Refused_service_is_named_with_the_engines_reason_although_compose_exits_with_0()
    {
        await using var stack = await ComposeStack.WriteAsync("    tmpfs: [\"/data:size=1m\"]\n    volumes: [\"/tmp:/data\"]");
        await using var bench = await MonitoredBench.StartAsync(stack.Engine, [stack.Declaration]);

        var up = await bench.RunAsync(OperationKinds.Up, "");

        Assert.Equal((OperationState.Failed, "1 of 2 services run."), (up.State, up.Summary));
        Assert.Contains("redis: /data: duplicate mount destination", up.Error, StringComparison.Ordinal);
        Assert.Contains("redis", UpLog.Parse(await File.ReadAllTextAsync(bench.UpLog, Stop)).Keys);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(bench.UpLog));
        Assert.Equal(AuditResultFailed, (await bench.Audit.FindAsync(2, Stop))!.Result);
    }

    [Fact]
    public async Task Build_without_a_build_section_and_pull_of_a_missing_image_say_so()
    {
        await using var stack = await ComposeStack.WriteAsync("", "127.0.0.1:1/none:1");
        await using var bench = await MonitoredBench.StartAsync(stack.Engine, [stack.Declaration]);

        var build = await bench.RunAsync(OperationKinds.Build, "redis");
        var pull = await bench.RunAsync(OperationKinds.Pull, "redis");

        Assert.Equal(OperationState.Refused, build.State);
        Assert.True(pull.State == OperationState.Failed, string.Join('\n', pull.Output));
        Assert.Contains("nothing that runs has changed", pull.Error, StringComparison.Ordinal);
    }

    private static Core.Audit.AuditResult AuditResultFailed => Core.Audit.AuditResult.Failed;

    private static string IdOf(ImmutableArray<ContainerRecord> containers, string service) => containers.Single(container => container.Service == service).Id;

    /// <summary>Two services in a folder of their own; everything of the project goes away with it.</summary>
    private sealed class ComposeStack : IAsyncDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("xnai-compose-").FullName;

        public TestEngine Engine { get; } = TestEngine.Open();

        public StackDeclaration Declaration { get; private set; } = null!;

        public static async Task<ComposeStack> WriteAsync(string redis, string? image = null)
        {
            if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CONTAINERS_CONF")))
            {
                Assert.Skip("podman-compose needs CONTAINERS_CONF to reach the test engine's store: run ./test.sh");
            }

            var stack = new ComposeStack();
            var file = Path.Combine(stack._folder, "docker-compose.yml");
            await File.WriteAllTextAsync(file, $$"""
                version: "3.8"
                services:
                  redis:
                    image: {{image ?? TestEngine.Image}}
                    command: {{Sleeps}}
                    environment: {REDIS_PASSWORD: "${REDIS_PASSWORD}"}
                {{redis}}
                  ui:
                    image: {{TestEngine.Image}}
                    command: {{Sleeps}}
                    depends_on: [redis]
                """, Stop);
            await File.WriteAllTextAsync(Path.Combine(stack._folder, ".env"), $"REDIS_PASSWORD={Canary}\n", Stop);
            stack.Declaration = new StackDeclaration(stack.Engine.Project, [file], [Service("redis"), Service("ui", "redis")], null);
            return stack;
        }

        public async Task<ImmutableArray<ContainerRecord>> ContainersAsync() =>
            [.. (await Engine.Client.ListAsync(Stop)).Where(container => container.Project == Engine.Project).OrderBy(container => container.Name, StringComparer.Ordinal)];

        public async ValueTask DisposeAsync()
        {
            foreach (var container in (await Engine.Client.ListAsync(CancellationToken.None)).Where(container => container.Project == Engine.Project))
            {
                await Engine.Control.RemoveAsync(container.Id, CancellationToken.None);
            }

            try
            {
                await Engine.Api.Networks.DeleteNetworkAsync(Engine.Project + "_default", CancellationToken.None);
            }
            catch (DockerApiException)
            {
                // Never made, or gone already.
            }

            Directory.Delete(_folder, recursive: true);
            await Engine.DisposeAsync();
        }

        private static DeclaredService Service(string name, params ImmutableArray<string> dependsOn) => new(name, null, TestEngine.Image, false, null, false, null, [], dependsOn);
    }
}
