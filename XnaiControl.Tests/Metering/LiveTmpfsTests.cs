using System.Diagnostics;
using XnaiControl.Core.Metering;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Metering;

/// <summary>tmpfs gauges of real containers, read through the kernel.</summary>
public class LiveTmpfsTests
{
    private const string Idle = "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done";

    private static TmpfsSnapshot? Gauge(StackSnapshot snapshot, string target = "/gauge") =>
        snapshot.Services.FirstOrDefault()?.Container?.Tmpfs.FirstOrDefault(tmpfs => tmpfs.Target == target);

    [Fact]
    public async Task A_written_tmpfs_moves_its_gauge_and_its_inodes()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("writer", $"while ! [ -e /gauge/go ]; do sleep 0.1; done; dd if=/dev/zero of=/gauge/file bs=1024 count=2048; {Idle}",
            p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=8m,mode=1777" });

        var empty = Gauge(await metered.UntilAsync(s => Gauge(s) is { Reading.HasValue: true }))!;
        Assert.Equal(ReadingSource.Kernel, empty.Reading.Source);
        Assert.StartsWith("size=8m,mode=1777", empty.RequestedOptions, StringComparison.Ordinal);
        Assert.Equal(8 << 20, empty.Reading.Value!.SizeBytes);
        Assert.Equal(0, empty.Reading.Value.UsedBytes);
        Assert.Equal("1777", empty.Reading.Value.ModeText);
        Assert.True(empty.Reading.Value.Writable);

        var pid = metered.Store.Find(metered.Stack)!.Services[0].Container!.Record.Pid;
        await File.WriteAllTextAsync($"/proc/{pid}/root/gauge/go", "", TestContext.Current.CancellationToken);
        var filled = Gauge(await metered.UntilAsync(s => Gauge(s) is { Reading.Value.UsedBytes: >= 2048 * 1024 }))!.Reading.Value!;
        Assert.Equal(filled.SizeBytes, filled.UsedBytes + filled.FreeBytes);
        Assert.True(filled.InodesFree <= empty.Reading.Value.InodesFree - 2);
    }

    [Fact]
    public async Task An_exhausted_tmpfs_shows_nothing_free_and_a_critical_alert()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("full", $"dd if=/dev/zero of=/gauge/file bs=64k; {Idle}",
            p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=4m" });

        var snapshot = await metered.UntilAsync(s => Gauge(s) is { Reading.Value.FreeBytes: 0 } && s.Alerts.Length > 0);
        var alert = Assert.Single(snapshot.Alerts, a => a.Subject == "tmpfs");
        Assert.Equal((AlertLevel.Critical, "full", "/gauge"), (alert.Level, alert.Service, alert.Target));
        Assert.Equal(1, Gauge(snapshot)!.Reading.Value!.UsedShare);
        // The pages belong to the container that wrote them.
        await metered.UntilAsync(s => s.Services[0].Container!.Memory.Value.ShmemBytes >= 4 << 20);
    }

    [Fact]
    public async Task A_mode_that_the_runtime_loses_on_restart_is_seen()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        var id = await engine.RunAsync("rag", Idle, p =>
        {
            p.User = "1000:1000";
            p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=1m,mode=1777" };
        });
        var before = await metered.UntilAsync(s => Gauge(s) is { Reading.Value.ModeText: "1777" });
        Assert.True(Gauge(before)!.Reading.Value!.Writable);
        var pid = before.Services[0].Container!.Record.Pid;

        await engine.Control.RestartAsync(id, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        var after = await metered.UntilAsync(s => s.Services[0].Container!.Record.Pid is var now && now > 0 && now != pid && Gauge(s) is { Reading: { HasValue: true, Failure: null } });
        var reading = Gauge(after)!.Reading.Value!;
        // runc 1.1.5 loses the mode, newer runtimes keep it: either way the panel says what is true.
        Assert.Equal(reading.ModeText == "1777", reading.Writable);
        Assert.Equal(ActualMode(after.Services[0].Container!.Record.Pid), reading.ModeText);
    }

    [Fact]
    public async Task Tmpfs_that_a_read_only_container_gets_unasked_is_shown_as_such()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        await engine.RunAsync("crawler", Idle, p =>
        {
            p.HostConfig!.ReadonlyRootfs = true;
            p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/app/logs"] = "size=2m" };
        });

        var container = (await metered.UntilAsync(s => Gauge(s, "/app/logs") is { Reading.HasValue: true })).Services[0].Container!;
        Assert.DoesNotContain(container.Tmpfs, tmpfs => tmpfs.Target.StartsWith("/dev", StringComparison.Ordinal) || tmpfs.Target.StartsWith("/proc", StringComparison.Ordinal) || tmpfs.Target.StartsWith("/sys", StringComparison.Ordinal));
        foreach (var unasked in container.Tmpfs.Where(tmpfs => tmpfs.Target is "/run" or "/tmp" or "/var/tmp"))
        {
            Assert.Equal("", unasked.RequestedOptions);
        }
    }

    [Fact]
    public async Task A_stopped_container_has_no_gauges_values()
    {
        await using var engine = TestEngine.Open();
        await using var metered = await MeteredEngine.StartAsync(engine);
        var id = await engine.RunAsync("ui", Idle, p => p.HostConfig!.Tmpfs = new Dictionary<string, string> { ["/gauge"] = "size=1m" });
        await metered.UntilAsync(s => Gauge(s) is { Reading.HasValue: true });

        await engine.Control.StopAsync(id, TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        var stopped = await metered.UntilAsync(s => s.Services[0].Container!.Record.Pid == 0 && Gauge(s) is { Reading.HasValue: false });
        Assert.Contains("not running", Gauge(stopped)!.Reading.Failure, StringComparison.Ordinal);
        Assert.False(stopped.Services[0].Container!.Cpu.HasValue);
    }

    private static string ActualMode(int pid)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%a", $"/proc/{pid}/root/gauge"]) { RedirectStandardOutput = true })!;
        return stat.StandardOutput.ReadToEnd().Trim().PadLeft(4, '0');
    }
}
