using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Shared;

/// <summary>One series over 15 minutes, 24 hours or 7 days, read again as seldom as its range allows.</summary>
public partial class HistoryChart
{
    private const int Most = 180;
    private const int TableRows = 48;

    private static readonly (string Name, TimeSpan Length, TimeSpan Refresh)[] Ranges =
    [
        ("15 min", TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(15)),
        ("24 h", TimeSpan.FromHours(24), TimeSpan.FromMinutes(1)),
        ("7 d", TimeSpan.FromDays(7), TimeSpan.FromMinutes(5)),
    ];

    private readonly string hatch = "hatch-" + Guid.NewGuid().ToString("N")[..8];
    private ImmutableArray<HistoryPoint> points = [];
    private ChartView? chart;
    private SeriesKey loaded;
    private DateTimeOffset loadedAt = DateTimeOffset.MinValue;
    private bool loading;
    private int range;

    [Parameter, EditorRequired] public SeriesKey Series { get; set; }

    /// <summary>What is drawn, for people: <c>redis /data</c>.</summary>
    [Parameter, EditorRequired] public string Title { get; set; } = "";

    /// <summary>In place of the title in the panel's head.</summary>
    [Parameter] public RenderFragment? TitleContent { get; set; }

    /// <summary>In the series' own unit; 0 when there is none.</summary>
    [Parameter] public double Limit { get; set; }

    /// <summary>Share of the limit, 0 to draw no line.</summary>
    [Parameter] public double Warning { get; set; }

    [Parameter] public string UnitName { get; set; } = "MiB";

    /// <summary>The series' values are divided by this to give <see cref="UnitName"/>.</summary>
    [Parameter] public double UnitSize { get; set; } = 1024 * 1024;

    [Parameter] public Forecast? Forecast { get; set; }

    [Parameter] public Tone Tone { get; set; }

    private RenderFragment Heading => TitleContent ?? (builder => builder.AddContent(0, Title));

    private string Mark => Tone is Tone.Crit ? "var(--crit-mark)" : Tone is Tone.Warn ? "var(--warn-mark)" : "var(--fill)";

    private int Every => Math.Max(1, points.Length / TableRows);

    private string Spoken
    {
        get
        {
            var now = points.IsEmpty ? "no reading" : $"{Number(points[^1].Avg)} {UnitName} now";
            var limit = Limit > 0 ? $", limit {Number(Limit)} {UnitName}" : "";
            var outlook = Forecast is { Trend: Trend.Filling } forecast ? $", {TmpfsWords.Outlook(forecast)}" : "";
            return $"{Title} over {Ranges[range].Name}: {now}{limit}{outlook}";
        }
    }

    protected override bool Take(StackSnapshot? snapshot)
    {
        if (chart is not null && !loading && Time.GetUtcNow() - loadedAt >= Ranges[range].Refresh)
        {
            Post(() => _ = LoadAndShowAsync());
        }

        return false;
    }

    protected override async Task OnParametersSetAsync()
    {
        if (loaded != Series)
        {
            (chart, points) = (null, []);
            await LoadAsync();
        }
    }

    // The parent's beat sets parameters anew; the picture changes only when it is read anew.
    private (ChartView?, int, Tone)? drawn;

    protected override bool ShouldRender() => drawn != (chart, range, Tone);

    private async Task ChooseAsync(int index)
    {
        range = index;
        await LoadAsync();
    }

    private async Task LoadAndShowAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        loading = true;
        try
        {
            var (series, index, now) = (Series, range, Time.GetUtcNow());
            var length = Ranges[index].Length;
            var read = index == 0
                ? History.Recent(series, Most)
                : await History.QueryAsync(series, now - length, now, Most, CancellationToken.None);
            if (series == Series && index == range)
            {
                (points, loaded, loadedAt) = (read, series, now);
                chart = ChartView.Of(read, now, length, Limit, Forecast);
            }
        }
        finally
        {
            loading = false;
        }
    }

    private string Top(double value) => $"top:{Format.Css(chart!.Y(value))}px";

    private string Number(double value)
    {
        var shown = value / UnitSize;
        return shown.ToString(shown >= 100 || shown == Math.Floor(shown) ? "N0" : shown >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
    }
}
