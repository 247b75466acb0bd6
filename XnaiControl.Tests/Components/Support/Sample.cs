using System.Collections.Immutable;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;

namespace XnaiControl.Tests.Components.Support;

/// <summary>A stack of six services in the guide's broken state, as records.</summary>
public static class Sample
{
    public const long MiB = 1024 * 1024;

    public static DateTimeOffset Now { get; set; } = new(2026, 11, 23, 14, 6, 0, TimeSpan.Zero);

    public static readonly StackKey Key = new("podman", "xnai");

    public static readonly EngineStatus Connected = new(
        new EngineEndpoint("podman", "/run/user/1001/podman/podman.sock", "rootless Podman socket"),
        EngineReachability.Connected,
        new EngineInfo(EngineKind.Podman, "4.3.1", "1.41", true, 1001, 1, false, false, "runc", "1.1"),
        Now,
        TimeSpan.FromMilliseconds(3),
        null,
        null);

    public static EngineStatus Unreachable => Connected with
    {
        Reachability = EngineReachability.Unreachable,
        Failure = "Its socket refuses connections; check it with systemctl --user status podman.socket.",
        LastAnswerAt = Now.AddSeconds(-48),
        NextTryAt = Now.AddSeconds(7),
    };

    public static StackSnapshot Broken(long sequence = 1) => Stack(sequence,
    [
        Missing("crawler", "Podman refused it: /app/logs: duplicate mount destination."),
        Service("curation_worker", ServiceState.Healthy, 0.124, 402, 1024, restarts: 1, mounts: [Mount("/app/logs", 100, 83.1, 0.15, hours: 1.84), Mount("/app/data", 50, 17.5), Mount("/tmp", 512, 9.8)]),
        Service("mkdocs", ServiceState.Healthy, 0.002, 71, 256, port: 8008, mounts: [Mount("/tmp", 256, 4.1)]),
        Crashing("rag"),
        Service("redis", ServiceState.Healthy, 0.006, 186, 512, port: 6379, mounts: [Mount("/data", 256, 156.2, 0.3, hours: 5.67, mode: 0b111_000_000), Mount("/tmp", 64, 2.6)]),
        Service("ui", ServiceState.Healthy, 0.018, 214, 1024, port: 8001, mounts: [Mount("/app/.cache", 100, 44), Mount("/app/logs", 100, 12.3, writable: false, mode: 0b111_101_101), Mount("/tmp", 512, 41)]),
    ]) with
    {
        Alerts = [new Alert("curation_worker", "tmpfs", "/app/logs", AlertLevel.Warning, 0.831, 0.8, Now.AddMinutes(-12))],
    };

    public static StackSnapshot Well(long sequence = 1) => Stack(sequence,
    [
        Service("redis", ServiceState.Healthy, 0.006, 186, 512, port: 6379, mounts: [Mount("/data", 256, 20)]),
        Service("ui", ServiceState.Healthy, 0.018, 214, 1024, port: 8001, mounts: [Mount("/tmp", 512, 41)]),
    ]);

    public static StackSnapshot Stack(long sequence, ImmutableArray<ServiceSnapshot> services) => new(
        Key,
        sequence,
        Now.AddSeconds(-0.8),
        Connected,
        new StackDeclaration("xnai", ["/srv/xnai/docker-compose.yml"], [.. services.Select(s => s.Declared).OfType<DeclaredService>()], null),
        services,
        new HostSnapshot(
            Read(0.12),
            Read(new HostAmount(9_100 * MiB, 15_870 * MiB)),
            Read(new HostAmount(200 * MiB, 2048 * MiB)),
            Read(new HostAmount(41_000 * MiB, 98_000 * MiB)),
            2),
        []);

    public static ServiceSnapshot Missing(string name, string reason) => new(
        name, ServiceState.NotCreated, reason, Now.AddHours(-3.2),
        Declare(name, DeclaredMountKind.Tmpfs, "/app/logs", "/app/.crawl4ai"), []);

    public static ServiceSnapshot Crashing(string name)
    {
        var mounts = ImmutableArray.Create(Mount("/app/logs", 100, 31), Mount("/tmp", 256, 20));
        var record = Record(name, ContainerRunState.Exited, 0, 14, 1024, 8000) with { ExitCode = 1, FinishedAt = Now.AddSeconds(-9) };
        return new(name, ServiceState.CrashLoop, "Exit code 1, 14 restarts in 26 min.", Now.AddMinutes(-26), Declare(name, DeclaredMountKind.Tmpfs, "/app/logs", "/tmp"),
            [new ContainerSnapshot(record, ServiceState.CrashLoop, Reading<double>.Never("not running"), Reading<MemoryUse>.Never("not running"),
                [.. mounts.Select(m => m with { Reading = m.Reading.Failed("the container exited") })])]);
    }

    public static ServiceSnapshot Service(string name, ServiceState state, double cpu, long memory, long limit, int restarts = 0, int port = 0, ImmutableArray<TmpfsSnapshot> mounts = default) => new(
        name, state, null, Now.AddHours(-3.2), Declare(name, DeclaredMountKind.Tmpfs, [.. (mounts.IsDefault ? [] : mounts).Select(m => m.Target)]),
        [new ContainerSnapshot(
            Record(name, ContainerRunState.Running, 4242, restarts, limit, port), state, Read(cpu),
            Read(new MemoryUse(memory * MiB, (mounts.IsDefault ? 0 : mounts.Sum(m => m.Reading.Value!.UsedBytes)), limit * MiB, 0)),
            mounts.IsDefault ? [] : mounts)]);

    /// <param name="growth">MiB a minute; 0 is steady.</param>
    public static TmpfsSnapshot Mount(string target, double size, double used, double growth = 0, double hours = 0, bool? writable = true, int mode = 0b1_111_111_111)
    {
        var forecast = growth > 0
            ? new Forecast(Trend.Filling, growth * MiB / 60, TimeSpan.FromHours(hours), TimeSpan.FromHours(hours * 0.8), TimeSpan.FromHours(hours * 1.25))
            : new Forecast(Trend.Steady, 0, null, null, null);
        var reading = new TmpfsReading((long)(size * MiB), (long)(used * MiB), (long)((size - used) * MiB), 100_000, 97_000, mode, 0, 0, "rw,nosuid,nodev", writable);
        return new(target, $"size={size}m", Read(reading), forecast);
    }

    /// <summary>Declared, and without any container.</summary>
    public static StackSnapshot Down()
    {
        var broken = Broken();
        return broken with
        {
            Services = [.. broken.Services.Select(s => s with { State = ServiceState.NotCreated, Containers = [], Reason = null })],
            Alerts = [],
        };
    }

    public static OperationRun Run(OperationKind kind, OperationTarget target, string id = "op-1") => new(
        id, kind, target, FakeActor.Operator, ImmutableSortedDictionary<string, string>.Empty, OperationState.Running, Now.AddSeconds(-4), null,
        [
            new OperationStage("Intent recorded", StageState.Done, Now.AddSeconds(-4), TimeSpan.FromSeconds(0.02)),
            new OperationStage($"{kind.Verb} {target.Service}", StageState.Running, Now.AddSeconds(-4), null),
            new OperationStage("Record the outcome", StageState.Waiting, null, null),
        ],
        ["stopping xnai_mkdocs"], 0, null, null, 1281, null, null, false);

    public static Reading<T> Read<T>(T value) => Reading<T>.Of(value, Now.AddSeconds(-0.8), ReadingSource.Kernel);

    private static DeclaredService Declare(string name, DeclaredMountKind kind, params string[] targets) => new(
        name, null, $"localhost/xnai-{name}", true, "1001:1001", true, 1024 * MiB, [.. targets.Select((t, i) => new DeclaredMount(kind, t, "size=100m,mode=1777", 20 + i))], []);

    private static ContainerRecord Record(string name, ContainerRunState state, int pid, int restarts, long limit, int port) => new(
        "c0ffee" + name, "xnai_" + name, $"localhost/xnai-{name}", "sha256:1", "xnai", name, state, HealthStatus.Healthy, pid,
        Now.AddHours(-3.2), Now.AddHours(-3.2), null, 0, restarts, false, null, "1001", "unless-stopped", true, limit * MiB, null, [],
        port > 0 ? [new PortBinding(port, port, "127.0.0.1", "tcp")] : [],
        [new ContainerMount("volume", "xnai_data", "/var/lib/data", true, "")],
        ImmutableSortedDictionary<string, string>.Empty, ["xnai_default"]);
}
