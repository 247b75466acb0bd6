using Docker.DotNet;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Operations.Compose;

/// <summary>The crawler of compose/demo with its real image, health check and user; names and ports are left to the engine.</summary>
public sealed class GuideTests
{
    private const string Image = "localhost/xnai-demo-app:january";

    private const string Demo = """
        services:
          redis:
            image: localhost/xnai-demo-redis:january
            user: "1001:1001"
            command: ["redis-server", "--dir", "/data", "--save", "", "--appendonly", "no"]
            environment: {REDIS_PASSWORD: guide-test}
            tmpfs:
              - /data:size=64m,mode=1777
              - /tmp:size=8m,mode=1777
          crawler:
            image: localhost/xnai-demo-app:january
            user: "1001:1001"
            command: ["python3", "-m", "xnai.crawler"]
            tmpfs:
              - /app/logs:size=100m,mode=0755
            volumes:
              - /tmp/crawler_logs:/app/logs
            environment: {REDIS_HOST: redis, REDIS_PASSWORD: guide-test, LOG_DIR: /app/logs}
            depends_on: [redis]
            healthcheck:
              test: ["CMD", "heartbeat-ok"]
              interval: 30s
              timeout: 15s
              retries: 5
              start_period: 30s
            restart: unless-stopped

        """;

    [Fact]
    public async Task Apply_TheGuidesFix_CrawlerBecomesHealthy()
    {
        await using var bench = await ChangeBench.StartAsync(Demo, new RolloutLimits(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(90), 20));
        await SkipWithoutImageAsync(bench);
        var up = await bench.RunAsync(OperationKinds.Up);
        Assert.Contains("crawler: /app/logs: duplicate mount destination", up.Error, StringComparison.Ordinal);

        var run = await bench.RunAsync(
            OperationKinds.ComposeApply, await bench.ProposeAsync("size=100m,mode=0755\n    volumes:\n      - /tmp/crawler_logs:/app/logs\n", "size=100m,mode=1777\n"));

        Assert.True(run.State == OperationState.Succeeded, $"{run.Error}\n{string.Join('\n', run.Output)}");
        var crawler = await bench.ContainerAsync("crawler");
        Assert.Equal((ContainerRunState.Running, HealthStatus.Healthy, 0), (crawler!.State, crawler.Health, crawler.RestartCount));
    }

    private static async Task SkipWithoutImageAsync(ChangeBench bench)
    {
        try
        {
            await bench.Engine.Api.Images.InspectImageAsync(Image, TestContext.Current.CancellationToken);
        }
        catch (DockerApiException)
        {
            Assert.Skip($"The engine has no {Image}: run ./test.sh");
        }
    }
}
