using System.Diagnostics;
using System.Globalization;
using System.Text;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Bench;

/// <summary>Lint of every compose file below a folder, and of one generated stack of 500 services.</summary>
internal static class LintBench
{
    private const int Rounds = 5, GeneratedServices = 500;

    public static int Run(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"{folder} holds no YAML files. Name a folder with compose files.");
            return 1;
        }

        var (first, findings) = Timed(() => files.Sum(file => ComposeLinter.Lint(ComposeFiles.WithOverride(file), LintOptions.Default).Findings.Length));
        var warm = Enumerable.Range(0, Rounds).Select(_ => Timed(() => files.Sum(file => ComposeLinter.Lint(ComposeFiles.WithOverride(file), LintOptions.Default).Findings.Length)).Milliseconds).ToList();

        var generated = SourceText.FromText("/srv/generated/compose.yml", Generated());
        Timed(() => ComposeLinter.Lint([generated], LintOptions.Default));
        var large = Enumerable.Range(0, Rounds).Select(_ => Timed(() => ComposeLinter.Lint([generated], LintOptions.Default)).Milliseconds).ToList();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        ComposeLinter.Lint([generated], LintOptions.Default);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        using var self = Process.GetCurrentProcess();
        Report.Table("Lint",
        [
            ("files / findings", $"{files.Count} / {findings.ToString("N0", CultureInfo.InvariantCulture)}"),
            ("all files, first pass (code still being compiled)", Report.Number(first, "ms", "0")),
            ($"all files, median of {Rounds} further passes", $"{Report.Number(Report.Percentile(warm, 0.5), "ms", "0.0")}, {Report.Number(files.Count / Report.Percentile(warm, 0.5) * 1000, "files/s", "0")}"),
            ($"generated stack, {generated.LineCount:N0} lines, {GeneratedServices} services, median of {Rounds}", Report.Number(Report.Percentile(large, 0.5), "ms", "0.0")),
            ("allocated by one lint of it", Report.Number(allocated / 1048576.0, "MiB", "0.0")),
            ("largest resident size", Report.Number(self.PeakWorkingSet64 / 1048576.0, "MiB", "0")),
        ]);
        return 0;
    }

    private static (double Milliseconds, T Result) Timed<T>(Func<T> work)
    {
        var began = Stopwatch.GetTimestamp();
        var result = work();
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, result);
    }

    /// <summary>Twenty lines a service, faults among them.</summary>
    private static string Generated()
    {
        var text = new StringBuilder("services:\n");
        for (var i = 0; i < GeneratedServices; i++)
        {
            text.Append($$"""
                  service-{{i}}:  # number {{i}}
                    image: registry.example/app-{{i}}:1.{{i}}
                    container_name: app-{{i}}
                    user: "${APP_UID:-1001}:${APP_GID:-1001}"
                    tmpfs:
                      - /tmp:size=64m,mode=1777
                      - /app/logs:size=10m,mode=0755
                    volumes:
                      - data-{{i}}:/app/data
                    environment:
                      - LOG_DIR=/app/logs
                      - NUMBER={{i}}
                    ports:
                      - "127.0.0.1:{{10000 + i}}:8000"
                    depends_on:
                      - service-{{Math.Max(0, i - 1)}}
                    healthcheck:
                      test: ["CMD", "true"]
                    restart: unless-stopped
                    mem_limit: 256m

                """.ReplaceLineEndings("\n"));
        }

        text.Append("volumes:\n");
        for (var i = 0; i < GeneratedServices; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  data-{i}:\n");
        }

        return text.ToString();
    }
}
