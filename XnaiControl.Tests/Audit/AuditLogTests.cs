using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Audit;

public sealed class AuditLogTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_chain_from_one_and_survive_reopening()
    {
        await using var bench = new AuditBench();
        var first = await bench.Log.AppendAsync(AuditBench.Draft(), Stop);
        var second = await bench.Log.AppendAsync(AuditBench.Draft(), Stop);
        await bench.ReopenAsync();
        var third = await bench.Log.AppendAsync(AuditBench.Draft(), Stop);

        Assert.Equal((1, new string('0', 64)), (first.Sequence, first.PreviousHash));
        Assert.Equal((2, first.LeafHash), (second.Sequence, second.PreviousHash));
        Assert.Equal((3, second.LeafHash), (third.Sequence, third.PreviousHash));
        var verdict = await bench.VerifyAsync();
        Assert.True(verdict.Intact, verdict.Fault);
        Assert.Equal(3, verdict.Entries);
        Assert.Same(verdict, bench.Log.LastVerdict);
    }

    [Fact]
    public async Task Hundred_appends_at_once_are_all_durable_and_in_order()
    {
        await using var bench = new AuditBench();

        var entries = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => bench.Log.AppendAsync(AuditBench.Draft($"t{i}"), Stop), Stop)));

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), entries.Select(entry => entry.Sequence).Order());
        Assert.Equal(100, bench.Log.Count);
        Assert.True((await bench.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task File_is_private_to_the_panel()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(1);

        const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(ReadWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(bench.Database)!));
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(bench.Database)!), file => Assert.Equal(ReadWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Second_instance_is_refused()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(1);
        await using var second = bench.NewLog();

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => second.AppendAsync(AuditBench.Draft(), Stop));

        Assert.Contains("Another panel", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_on_tmpfs_is_refused()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "This host has no /dev/shm to try.");
        var folder = Path.Combine("/dev/shm", "xnai-audit-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using var log = new AuditLog(Path.Combine(folder, "audit.db"), TimeProvider.System, NullLogger<AuditLog>.Instance);
            var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(AuditBench.Draft(), Stop));
            Assert.Contains("tmpfs", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void SQLite_with_the_wal_reset_fault_is_refused()
    {
        Assert.Throws<AuditUnavailableException>(() => AuditFile.RequireSqlite(new Version(3, 51, 2)));
        AuditFile.RequireSqlite(new Version(3, 51, 3));
    }

    [Fact]
    public async Task Newer_format_is_refused()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(1);
        await bench.Log.DisposeAsync();
        bench.SqlPastTriggers("UPDATE format SET version = 2");
        await using var log = bench.NewLog();

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(AuditBench.Draft(), Stop));

        Assert.Contains("format 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Full_disk_refuses_and_later_appends_continue_the_chain()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(2);
        Pragma(bench, "PRAGMA max_page_count = 1");
        var large = AuditBench.Draft() with { Error = new string('x', AuditText.Long), Parameters = Enumerable.Range(0, 20).ToDictionary(i => $"p{i}", _ => new string('y', AuditText.Long)) };

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => bench.Log.AppendAsync(large, Stop));
        Assert.Contains("the disk is full", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, bench.Log.Count);
        Assert.Equal(2, (await bench.Log.QueryAsync(new AuditQuery(), Stop)).Length);

        Pragma(bench, "PRAGMA max_page_count = 100000");
        Assert.Equal(3, (await bench.Log.AppendAsync(large, Stop)).Sequence);
        Assert.True((await bench.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Hanging_disk_ends_in_a_refusal_and_leaves_no_entry_behind()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(1);
        await bench.Log.DisposeAsync();
        await using var log = new AuditLog(bench.Database, TimeProvider.System, NullLogger<AuditLog>.Instance) { AppendTimeout = TimeSpan.FromMilliseconds(200) };
        log.Open();
        Task first;
        using (var blocker = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={bench.Database};Pooling=False"))
        {
            blocker.Open();
            using var transaction = blocker.BeginTransaction(deferred: false);
            first = log.AppendAsync(AuditBench.Draft("first"), Stop);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => first);
            await Assert.ThrowsAsync<AuditUnavailableException>(() => log.AppendAsync(AuditBench.Draft("second"), Stop));
            transaction.Rollback();
        }

        // The writer ends when it has dealt with all that was queued.
        await log.DisposeAsync();
        await using var after = new AuditLog(bench.Database, TimeProvider.System, NullLogger<AuditLog>.Instance);
        // The first was with the writer already and may land; the second was withdrawn in the queue.
        Assert.DoesNotContain("second", AuditBench.Targets(await after.QueryAsync(new AuditQuery(), Stop)));
    }

    [Fact]
    public async Task Followers_hear_of_appends_without_piling_up()
    {
        await using var bench = new AuditBench();
        var (reader, handle) = bench.Log.Subscribe();
        await bench.AppendAsync(5);

        Assert.Equal(5, await reader.ReadAsync(Stop));
        Assert.False(reader.TryRead(out _));
        handle.Dispose();
        await reader.Completion;
    }

    private static void Pragma(AuditBench bench, string pragma)
    {
        using var command = bench.Log.Open().Connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
