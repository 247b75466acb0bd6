using System.Globalization;

namespace XnaiControl.Web.Components.Shared;

/// <summary>
/// Numbers as the panel writes them: MiB and GiB, thousands with a comma, a space before every unit and percent sign,
/// never more digits than the reading is worth. The browser's ages.js writes spans in the same form.
/// </summary>
public static class Format
{
    private const double Mebibyte = 1024 * 1024;
    private const double Gibibyte = 1024 * Mebibyte;

    /// <summary>From this size on, GiB; below it MiB, so that a use and its limit share a unit.</summary>
    private const double GibibytesFrom = 4 * Gibibyte;

    private static readonly CultureInfo Words = CultureInfo.InvariantCulture;

    /// <summary><c>1,284</c></summary>
    public static string Count(long number) => number.ToString("N0", Words);

    /// <summary><c>0.8 s</c>, <c>14 s</c>, <c>26 min</c>, <c>3 h 04 min</c>, <c>3 d 4 h</c>; never negative.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = Math.Max(0, time.TotalSeconds);
        if (seconds < 9.95)
        {
            return seconds.ToString("0.0", Words) + " s";
        }

        var whole = (long)Math.Round(seconds, MidpointRounding.AwayFromZero);
        var (days, hours, minutes) = (whole / 86_400, whole / 3_600 % 24, whole / 60 % 60);
        return whole switch
        {
            < 60 => $"{whole} s",
            < 3_600 => $"{minutes} min",
            < 86_400 => string.Create(Words, $"{hours} h {minutes:00} min"),
            _ => $"{days} d {hours} h",
        };
    }

    /// <summary>The unit in which a size is written: <c>MiB</c> below 4 GiB, else <c>GiB</c>.</summary>
    public static string SizeUnit(long bytes) => bytes < GibibytesFrom ? "MiB" : "GiB";

    /// <summary>A size without its unit, in the unit of <paramref name="like"/> (its limit); sizes under 10 get one decimal.</summary>
    public static string SizeNumber(long bytes, long like)
    {
        var value = bytes / (like < GibibytesFrom ? Mebibyte : Gibibyte);
        return value is > 0 and < 9.95 || (like >= GibibytesFrom && value < 99.95)
            ? value.ToString("0.0", Words)
            : value.ToString("N0", Words);
    }

    /// <summary><c>402 MiB</c>, <c>15.5 GiB</c></summary>
    public static string Size(long bytes) => $"{SizeNumber(bytes, bytes)} {SizeUnit(bytes)}";

    /// <summary><c>402 of 1,024 MiB</c>; without a limit just the size.</summary>
    public static string SizeOf(long bytes, long limit) =>
        limit > 0 ? $"{SizeNumber(bytes, limit)} of {SizeNumber(limit, limit)} {SizeUnit(limit)}" : Size(bytes);

    /// <summary>A share (0 to 1) as whole percent without the sign; a trace is <c>&lt; 1</c>, never 0.</summary>
    public static string Percent(double share)
    {
        var percent = share * 100;
        return percent is > 0 and < 0.5 ? "< 1" : percent.ToString("0", Words);
    }

    /// <summary>A share with one decimal, for CPU: <c>12.4</c>; whole from 100 on.</summary>
    public static string FinePercent(double share) =>
        share < 0.9995 ? (share * 100).ToString("0.0", Words) : (share * 100).ToString("N0", Words);

    /// <summary>Bytes a second, per minute: <c>0.15 MiB a minute</c>.</summary>
    public static string Slope(double bytesPerSecond)
    {
        var mebibytes = Math.Abs(bytesPerSecond) * 60 / Mebibyte;
        return (mebibytes < 10 ? mebibytes.ToString("0.00", Words) : mebibytes.ToString("N0", Words)) + " MiB a minute";
    }

    /// <summary><c>1 service</c>, <c>2 services</c></summary>
    public static string Plural(long count, string one, string? many = null) => $"{Count(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c></summary>
    public static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => string.Join(", ", parts.Take(parts.Count - 1)) + " and " + parts[^1],
    };

    /// <summary>A number for style and SVG attributes: at most two decimals, always a point.</summary>
    public static string Css(double number) => number.ToString("0.##", Words);

    /// <summary>UTC as written into pages before the browser puts its own zone: <c>14:06</c>, with the date when not today.</summary>
    public static string Clock(DateTimeOffset at, DateTimeOffset now) =>
        at.UtcDateTime.ToString(at.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm" : "yyyy-MM-dd HH:mm", Words);
}
