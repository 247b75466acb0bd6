using System.Diagnostics;
using System.Globalization;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Bench;

/// <summary>
/// How late the panel's snapshot is: after the end of a container's process and after the engine answered a start.
/// Kills and starts the named container with the podman command line.
/// </summary>
internal static class LatencyBench
{
    private const int Rounds = 30;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(string container, string? socket)
    {
        await using var engine = new BenchEngine(socket);
        await engine.StartAsync();
        var record = engine.Monitor.Current.Containers.FirstOrDefault(c => c.Name == container);
        if (record?.Project is null)
        {
            Console.Error.WriteLine($"No container {container} of a compose stack was found on this engine.");
            return 1;
        }

        var key = new StackKey(engine.Monitor.Client.Endpoint.Id, record.Project);
        using var subscription = engine.Store.Subscribe(key);
        var (exits, starts, reads) = (new List<double>(), new List<double>(), subscription.Reader);
        for (var round = 0; round < Rounds; round++)
        {
            var running = await UntilAsync(reads, container, c => c.State is ServiceState.Running or ServiceState.Starting or ServiceState.Healthy && c.Cpu.HasValue);
            var ended = 0L;
            using (var watch = new KernelWatch((_, _) => Volatile.Write(ref ended, Stopwatch.GetTimestamp()), _ => { }))
            using (watch.WatchExit("", running.Container.Record.Pid))
            {
                var kill = PodmanAsync("kill", container);
                var seen = await UntilAsync(reads, container, c => c.State == ServiceState.Stopped);
                SpinWait.SpinUntil(() => Volatile.Read(ref ended) != 0);
                exits.Add(Math.Max(0, Stopwatch.GetElapsedTime(Volatile.Read(ref ended), seen.At).TotalMilliseconds));
                await kill;
            }

            await UntilAsync(reads, container, c => c.Record.Pid == 0);
            var start = PodmanAsync("start", container);
            var again = await UntilAsync(reads, container, c => c.Record.Pid > 0 && c.State != ServiceState.Stopped);
            starts.Add(SinceStart(again.Container.Record.Pid, again.Wall));
            await start;
            // Faster rounds are a crash loop to the monitor, which rations its questions then.
            await Task.Delay(Apart);
        }

        Report.Table("From the kernel to the snapshot",
        [
            ($"process exit to snapshot, p50 / p95 / worst of {Rounds}, rounds {Apart.TotalSeconds} s apart", Three(exits)),
            ($"process start to snapshot (10 ms clock ticks), p50 / p95 / worst of {Rounds}, rounds {Apart.TotalSeconds} s apart", Three(starts)),
        ]);
        return 0;
    }

    private static string Three(List<double> values) => string.Create(
        CultureInfo.InvariantCulture, $"{Report.Percentile(values, 0.5):0.0} / {Report.Percentile(values, 0.95):0.0} / {values.Max():0.0} ms");

    private static async Task<(ContainerSnapshot Container, long At, double Wall)> UntilAsync(
        System.Threading.Channels.ChannelReader<StackSnapshot> reads, string name, Func<ContainerSnapshot, bool> fits)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var snapshot = await reads.ReadAsync(limit.Token);
            var (at, wall) = (Stopwatch.GetTimestamp(), Environment.TickCount64 / 1000.0);
            var container = snapshot.Services.SelectMany(s => s.Containers).FirstOrDefault(c => c.Record.Name == name);
            if (container is not null && fits(container))
            {
                return (container, at, wall);
            }
        }
    }

    /// <summary>Milliseconds since the process began, from its start time in clock ticks since boot.</summary>
    private static double SinceStart(int pid, double uptimeSeconds) =>
        ProcessIdentity.ReadStart(pid) is { } ticks ? (uptimeSeconds - (ticks / 100.0)) * 1000 : double.NaN;

    private static async Task PodmanAsync(string verb, string container)
    {
        using var podman = Process.Start(new ProcessStartInfo("podman", [verb, container]) { RedirectStandardOutput = true })!;
        await podman.WaitForExitAsync();
    }
}
