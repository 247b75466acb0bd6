using Docker.DotNet.Models;
using XnaiControl.Core.Engine;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Engine;

public sealed class HealthCheckTests
{
    [Theory]
    [InlineData(TestEngine.Podman)]
    [InlineData(TestEngine.Rootless)]
    public async Task A_declared_check_runs_and_reports_that_run(string variable)
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("checked", "exec sleep 1000", p => p.Healthcheck = Check("test -e /tmp/ok && echo fine || { echo broken; exit 1; }"));

        var bad = await engine.Client.RunHealthCheckAsync(id, TestContext.Current.CancellationToken);
        var pid = (await engine.Client.InspectAsync(id, TestContext.Current.CancellationToken))!.Pid;
        await File.WriteAllTextAsync($"/proc/{pid}/root/tmp/ok", "", TestContext.Current.CancellationToken);
        var good = await engine.Client.RunHealthCheckAsync(id, TestContext.Current.CancellationToken);
        var record = await engine.Client.InspectAsync(id, TestContext.Current.CancellationToken);

        Assert.Equal(1, bad.ExitCode);
        Assert.Equal(0, good.ExitCode);
        Assert.Equal(HealthStatus.Healthy, record!.Health);
        Assert.Equal(2, record.HealthLog.Length);
    }

    [Theory]
    [InlineData(TestEngine.Podman)]
    [InlineData(TestEngine.Rootless)]
    public async Task Without_a_check_or_a_running_container_the_refusal_says_so(string variable)
    {
        await using var engine = TestEngine.Open(variable);
        var id = await engine.RunAsync("plain", "exec sleep 1000");

        var refused = await Assert.ThrowsAsync<EngineException>(() => engine.Client.RunHealthCheckAsync(id, TestContext.Current.CancellationToken));

        Assert.Contains("was not run", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.Unreachable);
    }

    [Fact]
    [Trait("Engine", "Docker")]
    public async Task Docker_runs_its_checks_itself_and_says_so()
    {
        await using var engine = TestEngine.Open(TestEngine.Docker);
        var id = await engine.RunAsync("checked", "exec sleep 1000", p => p.Healthcheck = Check("true"));

        var refused = await Assert.ThrowsAsync<EngineException>(() => engine.Client.RunHealthCheckAsync(id, TestContext.Current.CancellationToken));

        Assert.Contains("Docker", refused.Message, StringComparison.Ordinal);
        Assert.True((await engine.Client.GetInfoAsync(TestContext.Current.CancellationToken)).RunsHealthChecks);
    }

    private static HealthcheckConfig Check(string script) => new() { Test = ["CMD-SHELL", script], Interval = TimeSpan.FromSeconds(30), Retries = 1 };
}
