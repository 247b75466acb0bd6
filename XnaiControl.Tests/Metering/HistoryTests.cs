using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Metering.History;

namespace XnaiControl.Tests.Metering;

/// <summary>Minutes in a real SQLite file and the ring in memory.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private static readonly SeriesKey Key = new(new ServiceKey(new StackKey("podman", "xnai"), "rag"), Metric.TmpfsUsed, "/app/logs");

    private readonly string _folder = Directory.CreateTempSubdirectory("xnai-history-").FullName;
    private readonly FakeTimeProvider _time = new(Records.Noon);
    private readonly MeteringOptions _options = new();
    private readonly ServiceProvider _services;
    private readonly TelemetryHistory _history;
    private readonly HistoryWriter _writer;

    public HistoryTests()
    {
        _services = new ServiceCollection()
            .AddDbContextFactory<MeteringDbContext>(builder => builder.UseMetering(Path.Combine(_folder, "control.db")))
            .BuildServiceProvider();
        (_history, _writer) = Open();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _writer.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Minutes_are_written_merged_and_found_again()
    {
        await FillAsync(minutes: 10);
        var points = await _history.QueryAsync(Key, Records.Noon, Records.Noon.AddMinutes(10), 1000, Token);
        Assert.Equal(10, points.Length);
        Assert.Equal(new HistoryPoint(Records.Noon, 0, 29.5, 59), points[0]);

        var merged = await _history.QueryAsync(Key, Records.Noon, Records.Noon.AddMinutes(10), 2, Token);
        Assert.Equal([new HistoryPoint(Records.Noon, 0, 149.5, 299), new HistoryPoint(Records.Noon.AddMinutes(5), 300, 449.5, 599)], merged);
        Assert.Empty(await _history.QueryAsync(Key with { Target = "/other" }, Records.Noon, Records.Noon.AddDays(1), 10, Token));
    }

    [Fact]
    public async Task A_restart_keeps_the_hour_for_forecasts_and_joins_the_minute_that_ran()
    {
        await FillAsync(minutes: 10);
        var (again, writer) = Open();
        using (writer)
        {
            await writer.StartAsync(Token);
            Assert.Equal(Trend.Filling, again.Forecast(Key, 10_000, _time.GetUtcNow().AddMinutes(4)).Trend);
            again.Add(Key, Records.Noon.AddMinutes(9).AddSeconds(59), 2000);
            await writer.StopAsync(Token);
        }

        Assert.Equal(2000, (await _history.QueryAsync(Key, Records.Noon.AddMinutes(9), Records.Noon.AddMinutes(10), 1, Token))[0].Max);
    }

    [Fact]
    public async Task What_is_too_old_goes()
    {
        await FillAsync(minutes: 2);
        _time.Advance(_options.HistoryRetention + TimeSpan.FromMinutes(1));
        await _writer.WriteAsync(running: false, Token);
        Assert.Empty(await _history.QueryAsync(Key, Records.Noon, Records.Noon.AddDays(40), 100, Token));
    }

    [Fact]
    public async Task The_file_has_a_write_ahead_log_and_its_own_migrations_table()
    {
        await using var context = await _services.GetRequiredService<IDbContextFactory<MeteringDbContext>>().CreateDbContextAsync(Token);
        Assert.Equal("wal", await context.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(Token));
        Assert.Equal(1, await context.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM __MeteringMigrations").SingleAsync(Token));
    }

    [Fact]
    public void Recent_values_are_merged_without_inventing_gaps()
    {
        _history.Add(Key, Records.Noon.AddMinutes(-10), 1);
        _history.Add(Key, Records.Noon.AddMinutes(-10).AddSeconds(1), 3);
        _history.Add(Key, Records.Noon.AddSeconds(-1), 5);
        _history.Add(Key, Records.Noon.AddMinutes(-20), 100);
        var points = _history.Recent(Key, 15);
        Assert.Equal(2, points.Length);
        Assert.Equal((1, 2, 3), (points[0].Min, points[0].Avg, points[0].Max));
    }

    private async Task FillAsync(int minutes)
    {
        for (var second = 0; second < minutes * 60; second++)
        {
            _history.Add(Key, _time.GetUtcNow(), second);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await _writer.WriteAsync(running: true, Token);
    }

    private (TelemetryHistory History, HistoryWriter Writer) Open()
    {
        var contexts = _services.GetRequiredService<IDbContextFactory<MeteringDbContext>>();
        var history = new TelemetryHistory(contexts, _time);
        return (history, new HistoryWriter(contexts, history, _options, _time, NullLogger<HistoryWriter>.Instance));
    }
}
