using System.Collections.Immutable;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;

namespace XnaiControl.Tests.Runbook;

/// <summary>Snapshots for tests, healthy unless told otherwise.</summary>
internal static class Pictures
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static readonly StackKey Key = new("podman", "xnai");

    public static StackSnapshot Snapshot(params ServiceSnapshot[] services) => new(
        Key,
        1,
        Now,
        new EngineStatus(new EngineEndpoint("podman", "/run/podman.sock", "test"), EngineReachability.Connected,
            new EngineInfo(EngineKind.Podman, "4.3.1", "1.41", true, 1000, 1, false, true, "runc", "1.1.5"), Now, TimeSpan.FromMilliseconds(3), null, null),
        new StackDeclaration("xnai", ["/srv/docker-compose.yml"], [.. services.Select(s => s.Declared).OfType<DeclaredService>()], null),
        [.. services],
        new HostSnapshot(
            Reading<double>.Of(0.2, Now, ReadingSource.Kernel),
            Reading<HostAmount>.Of(new(1L << 30, 4L << 30), Now, ReadingSource.Kernel),
            Reading<HostAmount>.Of(new(0, 1L << 30), Now, ReadingSource.Kernel),
            Reading<HostAmount>.Of(new(5L << 30, 10L << 30), Now, ReadingSource.Kernel),
            2),
        []);

    public static StackSnapshot Unreachable(this StackSnapshot snapshot) =>
        snapshot with { Engine = snapshot.Engine with { Reachability = EngineReachability.Unreachable, Failure = "The socket is gone." } };

    public static ServiceSnapshot Service(string name, ServiceState state = ServiceState.Healthy, string? reason = null, params DeclaredMount[] mounts) =>
        new(name, state, reason, Now.AddHours(-2), Declared(name, mounts), state == ServiceState.NotCreated ? [] : [Container(name, state)]);

    public static DeclaredService Declared(string name, params DeclaredMount[] mounts) =>
        new(name, "xnai_" + name, "localhost/" + name, true, "1001:1001", false, 512 << 20, [.. mounts], []);

    public static ServiceSnapshot With(this ServiceSnapshot service, params TmpfsSnapshot[] tmpfs) => service with
    {
        Containers =
        [
            service.Containers[0] with
            {
                Tmpfs = [.. tmpfs],
                Record = service.Containers[0].Record with { Tmpfs = tmpfs.ToImmutableSortedDictionary(t => t.Target, t => t.RequestedOptions) },
            },
        ],
    };

    public static TmpfsSnapshot Tmpfs(string target, string options, int mode = 0b001_111_111_111, double used = 0.2, bool? writable = true, double inodes = 0.01) => new(
        target,
        options,
        Reading<TmpfsReading>.Of(new TmpfsReading(100 << 20, (long)(used * (100 << 20)), (long)((1 - used) * (100 << 20)), 1000, (long)(1000 * (1 - inodes)), mode, 0, 0, "rw,size=102400k", writable), Now, ReadingSource.Kernel),
        Forecast.None);

    public static ContainerSnapshot Container(string name, ServiceState state) => new(
        new ContainerRecord(
            name + "0123456789ab", "xnai_" + name, "localhost/" + name + ":latest", "sha256:1", "xnai", name,
            state is ServiceState.Stopped or ServiceState.Failed or ServiceState.Completed ? ContainerRunState.Exited : ContainerRunState.Running,
            HealthStatus.Healthy, 4242, Now.AddHours(-3), Now.AddHours(-2), null, 0, 0, false, null, "1001:1001", "unless-stopped", false, 512 << 20,
            new HealthCheck(["CMD", "true"], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(5), 3, TimeSpan.Zero),
            [new HealthProbe(Now.AddSeconds(-12), TimeSpan.FromMilliseconds(80), 0, "ok")],
            [new PortBinding(8000, 8000, "127.0.0.1", "tcp")], [], ImmutableSortedDictionary<string, string>.Empty, ["xnai_network"]),
        state,
        Reading<double>.Of(0.12, Now, ReadingSource.Kernel),
        Reading<MemoryUse>.Of(new MemoryUse(120 << 20, 20 << 20, 512 << 20, 0), Now, ReadingSource.Kernel),
        []);

    public static ChainVerdict Intact { get; } = new(true, 1204, null, null, Now, TimeSpan.FromMilliseconds(9), new string('a', 64));
}
