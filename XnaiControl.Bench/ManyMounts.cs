using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using XnaiControl.Core.Metering.Kernel;

namespace XnaiControl.Bench;

/// <summary>
/// 1,000 real tmpfs mounts in a mount namespace of its own, so that the host sees none of them: the program starts
/// itself again under <c>unshare -m</c>.
/// </summary>
internal static partial class ManyMounts
{
    public const string Command = "many-mounts";

    private const int Count = 1000, Passes = 50;

    /// <summary>Milliseconds of one pass; null when the namespace was refused.</summary>
    public static async Task<double?> MeasureApartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("xnai-mounts-").FullName;
        try
        {
            string[] self = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet"
                ? [Environment.ProcessPath!, typeof(ManyMounts).Assembly.Location]
                : [Environment.ProcessPath!];
            var start = new ProcessStartInfo("unshare", ["-m", "--propagation", "private", .. self, Command, folder]) { RedirectStandardOutput = true };
            using var child = Process.Start(start)!;
            var text = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            return child.ExitCode == 0 && double.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static int MeasureHere(string folder)
    {
        var paths = new byte[Count][];
        for (var i = 0; i < Count; i++)
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture))).FullName;
            if (Mount("tmpfs", target, "tmpfs", 0, "size=1m") != 0)
            {
                Console.Error.WriteLine($"Mount {i} was refused (error {Marshal.GetLastPInvokeError()}).");
                return 1;
            }

            paths[i] = Encoding.UTF8.GetBytes($"/proc/self/root{target}\0");
        }

        var passes = new List<double>();
        for (var pass = 0; pass < Passes + 10; pass++)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var path in paths)
            {
                if (FileSystemStat.Facts(path, out _) != 0 || FileSystemStat.Use(path, out var use) != 0 || use.SizeBytes != 1 << 20)
                {
                    return 1;
                }
            }

            if (pass >= 10)
            {
                passes.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        Console.WriteLine(Report.Percentile(passes, 0.5).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string type, nuint flags, string data);
}
