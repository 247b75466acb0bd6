using System.Globalization;
using System.Runtime.InteropServices;

namespace XnaiControl.Bench;

/// <summary>A Markdown table with where and when it was measured.</summary>
internal static class Report
{
    public static void Table(string title, IEnumerable<(string What, string Value)> rows)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"### {title}"));
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSArchitecture}, Linux {Environment.OSVersion.Version}, .NET {Environment.Version}"));
        Console.WriteLine();
        Console.WriteLine("| Measured | Result |");
        Console.WriteLine("|---|---|");
        foreach (var (what, value) in rows)
        {
            Console.WriteLine($"| {what} | {value} |");
        }

        Console.WriteLine();
    }

    public static string Number(double value, string unit, string format = "0.##") => value.ToString(format, CultureInfo.InvariantCulture) + " " + unit;

    public static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }
}
