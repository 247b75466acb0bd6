using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using XnaiControl.Core;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

public sealed class EngineRegistrationTests
{
    [Fact]
    public async Task A_host_with_the_engine_finds_follows_and_controls_it()
    {
        await using var engine = TestEngine.Open();
        var id = await engine.RunAsync("hosted", "exec sleep 1000");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.Configure<XnaiOptions>(o => (o.Engine, o.Data) = (engine.SocketPath, Path.GetTempPath()));
        builder.Services.AddEngine();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var monitor = host.Services.GetRequiredService<IEngineMonitor>();
        await Eventually.PictureAsync(monitor, p => p.Containers.Any(c => c.Id == id));

        await host.Services.GetRequiredService<IEngineControl>().KillAsync(id, "SIGKILL", TestContext.Current.CancellationToken);
        var picture = await Eventually.PictureAsync(monitor, p => p.Containers.Single(c => c.Id == id).State == ContainerRunState.Exited && p.Exits.Of(id).Length == 1);

        Assert.True(picture.Exits.Of(id)[0].Requested);
        Assert.Equal("XNAI_ENGINE", monitor.Client.Endpoint.FoundBy);
        Assert.NotNull(host.Services.GetRequiredService<IComposeCli>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_up_log_is_read_again_when_it_changes()
    {
        var data = Directory.CreateTempSubdirectory("xuplog");
        try
        {
            var options = new XnaiOptions { Data = data.FullName };
            var reader = new UpLogReader(Microsoft.Extensions.Options.Options.Create(options));
            Assert.Empty(reader.Failures("demo"));

            Directory.CreateDirectory(Path.GetDirectoryName(options.UpLog("demo"))!);
            File.WriteAllText(options.UpLog("demo"), "ERROR: for crawler  Cannot create container for service crawler: Duplicate mount point: /app/logs\n");
            Assert.Equal("Duplicate mount point: /app/logs", reader.Failures("demo")["crawler"]);

            File.WriteAllText(options.UpLog("demo"), "all well\n");
            Assert.Empty(reader.Failures("demo"));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }
}
