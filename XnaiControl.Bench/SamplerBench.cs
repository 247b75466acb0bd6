using System.Diagnostics;

namespace XnaiControl.Bench;

/// <summary>The first minute is left out: it compiles code and opens the database. CPU that engine monitor and sampler take together, without pages, over the stacks that run now.</summary>
internal static class SamplerBench
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(80), Measured = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string? socket)
    {
        await using var engine = new BenchEngine(socket);
        await engine.StartAsync();
        if (engine.Monitor.Current.Containers.FirstOrDefault(c => c.Project is not null) is not { } labelled)
        {
            Console.Error.WriteLine("No compose stack runs on this engine. Start the demo stack (./run.sh) and try again.");
            return 1;
        }

        var key = new Core.Engine.StackKey(engine.Monitor.Client.Endpoint.Id, labelled.Project!);
        double followed;
        long allocated;
        using (var subscription = engine.Store.Subscribe(key))
        {
            await Task.Delay(Warm);
            var before = GC.GetTotalAllocatedBytes();
            followed = await MeasureAsync();
            allocated = (GC.GetTotalAllocatedBytes() - before) / (long)Measured.TotalSeconds;
        }

        var idle = await MeasureAsync();
        var containers = engine.Store.Find(key)!.Services.Where(s => s.Container is { Record.Pid: > 0 }).ToList();
        Report.Table("Sampler",
        [
            ("running services / tmpfs mounts", $"{containers.Count} / {containers.Sum(s => s.Container!.Tmpfs.Length)}"),
            ($"CPU while followed, a beat a second, {Measured.TotalSeconds} s", Report.Number(followed * 100, "% of one core", "0.00")),
            ($"CPU while idle, a beat every 10 s, {Measured.TotalSeconds} s", Report.Number(idle * 100, "% of one core", "0.00")),
            ("allocated while followed", Report.Number(allocated / 1024.0, "kB/s", "0")),
        ]);
        return 0;
    }

    private static async Task<double> MeasureAsync()
    {
        using var self = Process.GetCurrentProcess();
        var (cpu, began) = (self.TotalProcessorTime, Stopwatch.GetTimestamp());
        await Task.Delay(Measured);
        self.Refresh();
        return (self.TotalProcessorTime - cpu) / Stopwatch.GetElapsedTime(began);
    }
}
