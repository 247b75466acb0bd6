using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Tests.Engine;

public sealed class StackAssemblyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableDictionary<string, string> NoFailures = ImmutableDictionary<string, string>.Empty;

    [Fact]
    public void Declared_services_come_in_file_order_then_undeclared_ones_by_name()
    {
        var services = Assemble([Container("z", "zeta"), Container("a", "alpha"), Container("r", "rag")], Declare("rag"), Declare("crawler"));

        Assert.Equal(["rag", "crawler", "alpha", "zeta"], services.Select(s => s.Name));
        Assert.Equal([true, true, false, false], services.Select(s => s.Declared is not null));
    }

    [Fact]
    public void A_service_that_was_never_created_carries_the_engines_reason()
    {
        var failures = NoFailures.Add("crawler", "/app/logs: duplicate mount destination").Add("xnai_worker", "no space left");

        var services = StackAssembly.Assemble("p", Declaration(Declare("crawler"), Declare("worker", "xnai_worker"), Declare("quiet")), [], failures, ExitHistory.Empty, Now);

        Assert.All(services, s => Assert.Equal(ServiceState.NotCreated, s.State));
        Assert.Equal(["/app/logs: duplicate mount destination", "no space left", "No container exists for this service."], services.Select(s => s.Reason));
    }

    [Fact]
    public void Containers_of_another_project_are_not_taken_even_when_their_name_fits()
    {
        var foreign = Container("x", "rag") with { Project = "other", Name = "xnai_rag" };
        var unlabelled = Container("y", "rag") with { Project = null, Service = null, Name = "xnai_rag" };

        Assert.Equal(ServiceState.NotCreated, Assemble([foreign], Declare("rag", "xnai_rag"))[0].State);
        Assert.Equal(ServiceState.Running, Assemble([unlabelled], Declare("rag", "xnai_rag"))[0].State);
    }

    [Fact]
    public void Of_replicas_the_newest_comes_first_and_the_worst_speaks()
    {
        var old = Container("old", "rag") with { State = ContainerRunState.Exited, ExitCode = 1, CreatedAt = Now.AddHours(-2), FinishedAt = Now.AddHours(-1) };
        var service = Assemble([old, Container("new", "rag")], Declare("rag"))[0];

        Assert.Equal(["new", "old"], service.Containers.Select(c => c.Record.Id));
        Assert.Equal((ServiceState.Failed, "Exit code 1."), (service.State, service.Reason));
    }

    [Theory]
    [InlineData(ContainerRunState.Running, HealthStatus.None, ServiceState.Running)]
    [InlineData(ContainerRunState.Running, HealthStatus.Starting, ServiceState.Starting)]
    [InlineData(ContainerRunState.Running, HealthStatus.Healthy, ServiceState.Healthy)]
    [InlineData(ContainerRunState.Running, HealthStatus.Unhealthy, ServiceState.Unhealthy)]
    [InlineData(ContainerRunState.Running, HealthStatus.Unknown, ServiceState.Unknown)]
    [InlineData(ContainerRunState.Paused, HealthStatus.Healthy, ServiceState.Paused)]
    [InlineData(ContainerRunState.Restarting, HealthStatus.None, ServiceState.Restarting)]
    [InlineData(ContainerRunState.Created, HealthStatus.None, ServiceState.Created)]
    [InlineData(ContainerRunState.Dead, HealthStatus.None, ServiceState.Failed)]
    [InlineData(ContainerRunState.Unknown, HealthStatus.Healthy, ServiceState.Unknown)]
    public void Engine_words_become_panel_words(ContainerRunState state, HealthStatus health, ServiceState expected) =>
        Assert.Equal(expected, Assemble([Container("x", "rag") with { State = state, Health = health }], Declare("rag"))[0].State);

    [Theory]
    [InlineData(0, "no", 0, ServiceState.Completed)]
    [InlineData(0, "on-failure", 0, ServiceState.Completed)]
    [InlineData(0, "always", 0, ServiceState.Stopped)]
    [InlineData(143, "no", 0, ServiceState.Stopped)]
    [InlineData(137, "unless-stopped", 100, ServiceState.Stopped)]
    [InlineData(137, "no", 0, ServiceState.Stopped)]
    [InlineData(137, "no", 100, ServiceState.Failed)]
    [InlineData(1, "no", 0, ServiceState.Failed)]
    [InlineData(1, "always", 0, ServiceState.Failed)]
    public void An_exit_is_judged_by_code_policy_and_memory_limit(int code, string policy, long limit, ServiceState expected)
    {
        var record = Container("x", "job") with
        {
            State = ContainerRunState.Exited, ExitCode = code, RestartPolicy = policy, MemoryLimitBytes = limit, FinishedAt = Now.AddMinutes(-5),
        };

        var service = Assemble([record], Declare("job"))[0];

        Assert.Equal(expected, service.State);
        Assert.Equal(Now.AddMinutes(-5), service.Since);
    }

    [Fact]
    public void A_stop_that_the_engine_told_of_is_no_failure_and_an_oom_kill_is()
    {
        var exited = Container("x", "job") with { State = ContainerRunState.Exited, ExitCode = 1, FinishedAt = Now };
        var exits = ExitHistory.Empty.With(Event("kill", -1)).With(Event("die", 0, 1));

        Assert.Equal(ServiceState.Stopped, ContainerVerdict.Of(exited, exits, Now).State);
        Assert.Contains("memory", ContainerVerdict.Of(exited with { ExitCode = 137, OomKilled = true }, ExitHistory.Empty, Now).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_ends_with_an_error_in_ten_minutes_are_a_crash_loop_until_it_settles()
    {
        var exits = ExitHistory.Empty.With(Event("die", -30, 1)).With(Event("start", -29)).With(Event("die", -20, 1)).With(Event("start", -19));
        var running = Container("x", "rag") with { RestartPolicy = "always", RestartCount = 2, StartedAt = Now.AddSeconds(-9) };
        Assert.Equal(ServiceState.Running, ContainerVerdict.Of(running, exits, Now).State);

        exits = exits.With(Event("die", -10, 1)).With(Event("start", -9));
        var verdict = ContainerVerdict.Of(running with { RestartCount = 3 }, exits, Now);

        Assert.Equal((ServiceState.CrashLoop, "Exit code 1, 3 restarts.", Now.AddSeconds(-30)), (verdict.State, verdict.Reason, verdict.Since));
        Assert.Equal(ServiceState.Running, ContainerVerdict.Of(running, exits, Now.AddMinutes(2)).State);
    }

    [Fact]
    public void Restarts_that_a_person_asked_for_are_no_crash_loop()
    {
        var exits = ExitHistory.Empty;
        for (var second = -60; second < 0; second += 15)
            exits = exits.With(Event("restart", second)).With(Event("die", second + 1, 137)).With(Event("start", second + 2));

        Assert.Equal(ServiceState.Running, ContainerVerdict.Of(Container("x", "rag") with { RestartPolicy = "always" }, exits, Now).State);
    }

    [Fact]
    public void A_crash_loop_from_before_the_panels_start_is_seen_by_the_restart_count()
    {
        var looping = Container("x", "rag") with
        {
            RestartPolicy = "always", RestartCount = 14, CreatedAt = Now.AddMinutes(-3), StartedAt = Now.AddSeconds(-2), FinishedAt = Now.AddSeconds(-2),
        };

        Assert.Equal(ServiceState.CrashLoop, ContainerVerdict.Of(looping, ExitHistory.Empty, Now).State);
        Assert.Equal(ServiceState.Running, ContainerVerdict.Of(looping with { CreatedAt = Now.AddDays(-3) }, ExitHistory.Empty, Now).State);
        Assert.Equal(ServiceState.Running, ContainerVerdict.Of(looping with { StartedAt = Now.AddMinutes(-2) }, ExitHistory.Empty, Now).State);
    }

    [Fact]
    public void An_unhealthy_service_says_what_its_check_printed()
    {
        HealthProbe[] log =
        [
            new(Now.AddSeconds(-30), TimeSpan.Zero, 0, "ok"),
            new(Now.AddSeconds(-20), TimeSpan.Zero, 1, "connection refused\nmore"),
            new(Now.AddSeconds(-10), TimeSpan.Zero, 1, "connection refused\nmore"),
        ];

        var verdict = ContainerVerdict.Of(Container("x", "rag") with { Health = HealthStatus.Unhealthy, HealthLog = [.. log] }, ExitHistory.Empty, Now);

        Assert.Equal(("The health check failed with exit code 1: connection refused.", Now.AddSeconds(-20)), (verdict.Reason, verdict.Since));
    }

    [Fact]
    public void The_exit_history_stays_small()
    {
        var exits = ExitHistory.Empty;
        for (var i = 0; i < 1000; i++)
            exits = exits.With(Event("die", i, 1));

        Assert.Equal(ExitHistory.Kept, exits.Of("x").Length);
        Assert.Empty(exits.With(Event("remove", 1000)).Of("x"));
    }

    private static EngineEvent Event(string action, int second, int? exitCode = null) => new(Now.AddSeconds(second), action, "x", "x", exitCode);

    private static DeclaredService Declare(string name, string? containerName = null) => new(name, containerName, "image", false, null, false, null, [], []);

    private static StackDeclaration Declaration(params DeclaredService[] services) => new("p", ["/p/docker-compose.yml"], [.. services], null);

    private static ImmutableArray<AssembledService> Assemble(ContainerRecord[] containers, params DeclaredService[] services) =>
        StackAssembly.Assemble("p", Declaration(services), containers, NoFailures, ExitHistory.Empty, Now);

    private static ContainerRecord Container(string id, string service) => new(
        id, "p_" + service + "_" + id, "image", "sha256:0", "p", service, ContainerRunState.Running, HealthStatus.None, 42, Now.AddHours(-1), Now.AddHours(-1), null,
        0, 0, false, null, "", "no", false, 0, null, [], [], [], ImmutableSortedDictionary<string, string>.Empty, []);
}
