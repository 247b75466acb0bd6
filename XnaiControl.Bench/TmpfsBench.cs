using System.Diagnostics;
using XnaiControl.Core.Metering.Kernel;
using XnaiControl.Core.Metering.Tmpfs;

namespace XnaiControl.Bench;

/// <summary>One mount read through the kernel against df by exec through the API, in one run; and 1,000 mounts in one pass.</summary>
internal static class TmpfsBench
{
    private const int KernelReadings = 100_000, ExecReadings = 15;

    public static async Task<int> RunAsync(string? socket)
    {
        await using var engine = new BenchEngine(socket);
        await engine.StartAsync();
        var record = engine.Monitor.Current.Containers.FirstOrDefault(container => container is { Pid: > 0, Tmpfs.Count: > 0 });
        if (record is null)
        {
            Console.Error.WriteLine("No running container with a tmpfs was found on this engine. Start the demo stack (./run.sh) and try again.");
            return 1;
        }

        using var process = ProcessIdentity.Open(record.Pid, record.Id, out var refusal);
        var probe = process is null ? null : new TmpfsProbe(process);
        if (probe is null || probe.Prepare(record, null, DateTimeOffset.UtcNow) is not null || probe.Read(0, DateTimeOffset.UtcNow, out refusal) is null)
        {
            Console.Error.WriteLine($"The kernel path cannot be measured for {record.Name}: {refusal}");
            return 1;
        }

        var kernel = MeasureKernel(() => probe.Read(0, DateTimeOffset.UtcNow, out _));
        var path = probe.Mounts[0].PathOf(record.Pid);
        var statvfs = MeasureKernel(() => FileSystemStat.Use(path, out _));
        var exec = new List<double>();
        for (var i = 0; i < ExecReadings; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await engine.Monitor.Client.ReadTmpfsByExecAsync(record.Id, [probe.Mounts[0].Target], CancellationToken.None);
            exec.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        var many = await ManyMounts.MeasureApartAsync();
        var median = Report.Percentile(exec, 0.5);
        Report.Table("tmpfs sampling",
        [
            ($"one mount by statvfs alone, mean of {KernelReadings}", Report.Number(statvfs * 1000, "µs")),
            ($"one whole reading (statvfs, mode and owner, device check, writability), mean of {KernelReadings}", Report.Number(kernel * 1000, "µs")),
            ($"one mount by exec `df` through the API, median of {ExecReadings}", Report.Number(median, "ms", "0.0")),
            ("ratio to statvfs / to a whole reading", $"{Report.Number(median / statvfs, "/", "N0")} {Report.Number(median / kernel, "times", "N0")}"),
            (many is null ? "1,000 mounts in one pass" : "1,000 tmpfs mounts in one pass, median of 50", many is null ? "not measured: unshare -m was refused (needs root)" : Report.Number(many.Value, "ms")),
        ]);
        return 0;
    }

    private static double MeasureKernel(Action read)
    {
        for (var i = 0; i < 20_000; i++)
        {
            read();
        }

        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < KernelReadings; i++)
        {
            read();
        }

        return Stopwatch.GetElapsedTime(began).TotalMilliseconds / KernelReadings;
    }
}
