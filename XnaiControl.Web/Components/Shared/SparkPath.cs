using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Shared;

/// <summary>A spark as SVG text, from 0 at the bottom; gaps stay gaps. Made once per refresh and compared as text.</summary>
/// <param name="EndX">Where now is; negative when there is no point.</param>
public sealed record SparkPath(string Line, string Area, double EndX, double EndY)
{
    public const int Width = 84;
    public const int Height = 20;

    public static readonly SparkPath Empty = new("", "", -1, -1);

    /// <param name="top">Value at the top edge: the limit, or 0 to use the highest value.</param>
    public static SparkPath Of(ImmutableArray<HistoryPoint> points, double top = 0)
    {
        if (points.Length < 2)
        {
            return Empty;
        }

        var (from, to) = (points[0].At, points[^1].At);
        var seconds = Math.Max(1, (to - from).TotalSeconds);
        var highest = top > 0 ? top : Math.Max(points.Max(p => p.Avg), 1e-9) * 1.15;
        var gap = TimeSpan.FromSeconds(Math.Max(30, seconds / points.Length * 4));
        double X(HistoryPoint point) => (point.At - from).TotalSeconds / seconds * Width;
        double Y(HistoryPoint point) => Height - 1 - Math.Clamp(point.Avg / highest, 0, 1) * (Height - 2);

        var (line, area) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < points.Length; i++)
        {
            var starts = i == 0 || points[i].At - points[i - 1].At > gap;
            if (starts && i > 0)
            {
                area.Append(CultureInfo.InvariantCulture, $"V{Height}z");
            }

            if (starts)
            {
                area.Append(CultureInfo.InvariantCulture, $"M{X(points[i]):0.#} {Height}L");
            }

            line.Append(CultureInfo.InvariantCulture, $"{(starts ? "M" : " ")}{X(points[i]):0.#} {Y(points[i]):0.#}");
            area.Append(CultureInfo.InvariantCulture, $" {X(points[i]):0.#} {Y(points[i]):0.#}");
        }

        area.Append(CultureInfo.InvariantCulture, $"V{Height}z");
        return new(line.ToString(), area.ToString(), X(points[^1]), Math.Round(Y(points[^1]), 1));
    }
}
