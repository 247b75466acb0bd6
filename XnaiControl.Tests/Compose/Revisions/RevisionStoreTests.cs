using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using XnaiControl.Core;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Revisions;

public sealed class RevisionStoreTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xnai-revisions-").FullName;
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private ServiceProvider _services = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Compose => Path.Combine(_folder, "compose.yml");

    private RevisionStore Store => _services.GetRequiredService<RevisionStore>();

    private RecordedFiles Files => _services.GetRequiredService<RecordedFiles>();

    public async ValueTask InitializeAsync() => await StartAsync();

    [Fact]
    public async Task Notice_ChangesFromOutside_AreRecordedOnceWithExactBytes()
    {
        byte[] first = [0xEF, 0xBB, 0xBF, .. "a: 1\r\n"u8], second = [.. "a: ü"u8];
        await WriteAndNoticeAsync(first);
        await Files.NoticeAsync(Compose, Stop);
        await WriteAndNoticeAsync(second);
        await WriteAndNoticeAsync(first);

        var history = await Store.HistoryAsync(Compose, Stop);

        Assert.Equal([(3, RevisionOrigin.Outside), (2, RevisionOrigin.Outside), (1, RevisionOrigin.FirstSeen)], history.Select(revision => (revision.Sequence, revision.Origin)));
        Assert.Equal([history[1].Hash, history[2].Hash, null], history.Select(revision => revision.PreviousHash));
        Assert.Equal(history[0].Hash, history[2].Hash);
        Assert.Equal(first, (await Store.ReadAsync(Compose, history[0].Hash, Stop))!.ToBytes());
        Assert.Equal(2, await CountTextsAsync());
        Assert.Null(await Store.ReadAsync(Compose, new string('0', 64), Stop));
    }

    [Fact]
    public async Task Notice_NotUtf8_IsKeptAndSaidWhenRead()
    {
        await WriteAndNoticeAsync([0x61, 0xFF]);

        var fault = await Assert.ThrowsAsync<RevisionException>(async () => await Store.ReadAsync(Compose, (await Store.HistoryAsync(Compose, Stop))[0].Hash, Stop));
        Assert.Contains("not UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_ThenFind_GivesTheSameTextsAlsoAfterARestart()
    {
        var id = await Store.ProposeAsync(Change("a: 1\n", "a: 2\n"), Stop);
        await RestartAsync();

        var found = await Store.FindProposalAsync(id, Stop);

        Assert.Equal(("a: 1\n", "a: 2\n", "shop", null), (found!.Change.Files[0].Before.Text, found.Change.Files[0].After.Text, found.Change.Project, found.RunId));
        Assert.Equal(["XC101 Keep"], found.Change.Titles);
        Assert.Null(await Store.FindProposalAsync(id + 1, Stop));
    }

    [Fact]
    public async Task Propose_NothingOrTooMuch_IsRefused()
    {
        await Assert.ThrowsAsync<RevisionException>(() => Store.ProposeAsync(Change("a", "a"), Stop));
        await Assert.ThrowsAsync<RevisionException>(() => Store.ProposeAsync(Change("a", new string('a', (4 << 20) + 1)), Stop));
        await Assert.ThrowsAsync<RevisionException>(() => Store.ProposeAsync(Change("a", "b") with { Files = [] }, Stop));
    }

    [Fact]
    public async Task Begin_Twice_OnlyTheFirstMayWrite()
    {
        var id = await Store.ProposeAsync(Change("a", "b"), Stop);

        Assert.True(await Store.BeginAsync(id, new WrittenBy("Ada", "run1", 1), Stop));
        Assert.False(await Store.BeginAsync(id, new WrittenBy("Bob", "run2", 2), Stop));
    }

    [Fact]
    public async Task Notice_WriteThatNobodyCameToRecord_IsThePanels()
    {
        await WriteAndNoticeAsync("a: 1\n"u8.ToArray());
        var id = await Store.ProposeAsync(Change("a: 1\n", "a: 2\n"), Stop);
        await Store.BeginAsync(id, new WrittenBy("Ada", "run1", 7), Stop);
        await File.WriteAllTextAsync(Compose, "a: 2\n", Stop);
        await RestartAsync();

        await Files.NoticeAsync(Compose, Stop);

        var newest = (await Store.HistoryAsync(Compose, Stop))[0];
        Assert.Equal((RevisionOrigin.Panel, "Ada", "run1", 7L), (newest.Origin, newest.Actor, newest.RunId, newest.AuditSequence));
        await WriteAndNoticeAsync("a: 1\n"u8.ToArray());
        await WriteAndNoticeAsync("a: 2\n"u8.ToArray());
        Assert.Equal(RevisionOrigin.Outside, (await Store.HistoryAsync(Compose, Stop))[0].Origin);
    }

    [Fact]
    public async Task Subscribe_NewRevision_IsTold()
    {
        var (reader, handle) = Store.Subscribe();
        await WriteAndNoticeAsync("a"u8.ToArray());

        Assert.Equal(RevisionOrigin.FirstSeen, (await reader.ReadAsync(Stop)).Origin);
        handle.Dispose();
        Assert.False(await reader.WaitToReadAsync(Stop));
    }

    [Fact]
    public async Task Start_OldProposals_AreForgottenWithTheirTexts()
    {
        await WriteAndNoticeAsync("a: 1\n"u8.ToArray());
        var id = await Store.ProposeAsync(Change("a: 1\n", "a: 2\n"), Stop);
        _time.Advance(TimeSpan.FromDays(8));
        await RestartAsync();

        Assert.Null(await Store.FindProposalAsync(id, Stop));
        Assert.Equal(1, await CountTextsAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private ProposedChange Change(string before, string after) => new(
        "shop", ProposalSource.Fixes, [new FileChange(SourceText.FromText(Compose, before), SourceText.FromText(Compose, after))], ["XC101 Keep"], ["redis"], "u1");

    private async Task WriteAndNoticeAsync(byte[] bytes)
    {
        await File.WriteAllBytesAsync(Compose, bytes, Stop);
        await Files.NoticeAsync(Compose, Stop);
    }

    private async Task<int> CountTextsAsync()
    {
        await using var context = await _services.GetRequiredService<IDbContextFactory<RevisionsDbContext>>().CreateDbContextAsync(Stop);
        return await context.Texts.CountAsync(Stop);
    }

    private async Task StartAsync()
    {
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).Configure<XnaiOptions>(options => options.Data = _folder).AddRevisions().BuildServiceProvider();
        foreach (var host in _services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await host.StartingAsync(Stop);
        }
    }

    private async Task RestartAsync()
    {
        await _services.DisposeAsync();
        await StartAsync();
    }
}
