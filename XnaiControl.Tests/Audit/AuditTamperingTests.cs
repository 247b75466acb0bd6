using System.Text;
using Microsoft.Data.Sqlite;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Audit;

public sealed class AuditTamperingTests
{
    [Theory]
    [InlineData("UPDATE entry SET actor = 'x' WHERE seq = 2", "cannot change")]
    [InlineData("UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 2", "cannot change")]
    [InlineData("DELETE FROM entry WHERE seq = 3", "cannot be removed")]
    [InlineData("INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 2", "does not continue")]
    [InlineData("INSERT OR IGNORE INTO entry SELECT * FROM entry WHERE seq = 3", "does not continue")]
    [InlineData("INSERT INTO entry SELECT 9, 'new', leaf, leaf_hash, prev_hash, at_us, kind, actor, operation, target, result, correlation, intent_seq FROM entry WHERE seq = 3", "does not continue")]
    [InlineData("INSERT OR REPLACE INTO entry SELECT 4, uid, leaf, leaf_hash, leaf_hash, at_us, kind, actor, operation, target, result, correlation, intent_seq FROM entry WHERE seq = 3", "uid already used")]
    [InlineData("INSERT INTO entry SELECT 4, 'new', leaf, leaf_hash, prev_hash, at_us, kind, actor, operation, target, result, correlation, intent_seq FROM entry WHERE seq = 3", "previous hash")]
    [InlineData("UPDATE format SET first_seq = 2", "format is fixed")]
    [InlineData("DELETE FROM format", "format is fixed")]
    [InlineData("INSERT OR REPLACE INTO format SELECT * FROM format", "format is fixed")]
    public async Task Change_through_SQL_is_refused(string sql, string reason)
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(3);

        var refusal = Assert.Throws<SqliteException>(() => bench.Sql(sql));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        var verdict = await bench.VerifyAsync();
        Assert.True(verdict.Intact, verdict.Fault);
    }

    [Theory]
    [InlineData("UPDATE entry SET actor = 'x' WHERE seq = 3", 3, "Column actor")]
    [InlineData("UPDATE entry SET at_us = at_us + 1 WHERE seq = 4", 4, "Column at_us")]
    [InlineData("UPDATE entry SET intent_seq = 1 WHERE seq = 2", 2, "Column intent_seq")]
    [InlineData("UPDATE entry SET uid = 'x' WHERE seq = 2", 2, "another place")]
    [InlineData("UPDATE entry SET leaf = replace(CAST(leaf AS TEXT), 'Ada', 'Eve') WHERE seq = 2", 2, null)]
    [InlineData("UPDATE entry SET leaf = CAST(replace(CAST(leaf AS TEXT), 'Ada', 'Eve') AS BLOB) WHERE seq = 2", 2, "does not match its hash")]
    [InlineData("UPDATE entry SET leaf_hash = zeroblob(32) WHERE seq = 4", 4, "does not match its hash")]
    [InlineData("UPDATE entry SET prev_hash = zeroblob(32) WHERE seq = 4", 4, "does not follow")]
    [InlineData("DELETE FROM entry WHERE seq = 2", 2, "Entries 2 to 2 are missing")]
    [InlineData("DELETE FROM entry WHERE seq > 3", 4, "missing at the end")]
    [InlineData("DELETE FROM entry", 1, "missing at the end")]
    [InlineData("UPDATE entry SET seq = 99 WHERE seq = 2; UPDATE entry SET seq = 2 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 99", 2, "does not follow")]
    [InlineData("INSERT INTO entry SELECT -4, 'x', leaf, leaf_hash, prev_hash, at_us, kind, actor, operation, target, result, correlation, intent_seq FROM entry WHERE seq = 3", 1, "inserted")]
    public async Task Change_past_the_triggers_is_found_and_named(string sql, long firstBad, string? fault)
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(5);
        if (fault is null)
        {
            // STRICT tables do not even take text in place of the leaf.
            Assert.Throws<SqliteException>(() => bench.SqlPastTriggers(sql));
            return;
        }

        bench.SqlPastTriggers(sql);

        var verdict = await bench.VerifyAsync();
        Assert.False(verdict.Intact);
        Assert.Equal(firstBad, verdict.FirstBadSequence);
        Assert.Contains(fault, verdict.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_rewritten_with_its_own_hash_breaks_the_next_one()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(3);
        var entry = (await bench.Log.FindAsync(2, TestContext.Current.CancellationToken))!;
        var forged = AuditLeaf.Encode(entry with { Actor = entry.Actor with { Name = "Eve" } });
        bench.SqlPastTriggers($"UPDATE entry SET actor = 'Eve', leaf = x'{Convert.ToHexString(forged)}', leaf_hash = x'{Convert.ToHexString(MerkleTree.HashLeaf(forged))}' WHERE seq = 2");

        var verdict = await bench.VerifyAsync();

        Assert.Equal(3, verdict.FirstBadSequence);
        Assert.Contains("replaced", verdict.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dropped_trigger_is_found()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(2);
        bench.Sql("DROP TRIGGER entry_no_update");

        var verdict = await bench.VerifyAsync();

        Assert.False(verdict.Intact);
        Assert.Contains("triggers", verdict.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_bit_in_any_byte_of_every_leaf_is_found_without_a_crash()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(3);
        var leaves = new List<(long Sequence, byte[] Leaf)>();
        using (var connection = AuditFile.OpenForReading(bench.Database))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT seq, leaf FROM entry ORDER BY seq";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                leaves.Add((reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)));
            }
        }

        await bench.Log.DisposeAsync();
        var file = await File.ReadAllBytesAsync(bench.Database, TestContext.Current.CancellationToken);
        using var stream = new FileStream(bench.Database, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        foreach (var (sequence, leaf) in leaves)
        {
            var start = file.AsSpan().IndexOf(leaf);
            Assert.True(start > 0, $"Leaf {sequence} lies in one piece: {Encoding.UTF8.GetString(leaf)}");
            for (var i = 0; i < leaf.Length; i++)
            {
                Write(stream, start + i, (byte)(leaf[i] ^ (1 << (i % 8))));
                var verdict = AuditVerifier.Verify(bench.Database, null, TimeProvider.System, TestContext.Current.CancellationToken);
                Assert.False(verdict.Intact, $"byte {i} of leaf {sequence}");
                Assert.Equal(sequence, verdict.FirstBadSequence);
                Write(stream, start + i, leaf[i]);
            }
        }

        Assert.True(AuditVerifier.Verify(bench.Database, null, TimeProvider.System, TestContext.Current.CancellationToken).Intact);
    }

    [Fact]
    public async Task Cut_or_missing_file_is_a_verdict_not_a_crash()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(40);
        await bench.Log.DisposeAsync();
        var length = new FileInfo(bench.Database).Length;
        using (var stream = new FileStream(bench.Database, FileMode.Open, FileAccess.Write))
        {
            stream.SetLength(length / 2);
        }

        Assert.False(AuditVerifier.Verify(bench.Database, null, TimeProvider.System, TestContext.Current.CancellationToken).Intact);
        Assert.False(AuditVerifier.Verify(bench.Database + ".none", null, TimeProvider.System, TestContext.Current.CancellationToken).Intact);
    }

    [Fact]
    public async Task Older_copy_in_place_of_a_running_log_is_found()
    {
        await using var bench = new AuditBench();
        await bench.AppendAsync(4);

        var verdict = AuditVerifier.Verify(bench.Database, new ChainHead(6, new byte[32]), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(5, verdict.FirstBadSequence);
    }

    private static void Write(FileStream stream, int position, byte value)
    {
        stream.Position = position;
        stream.WriteByte(value);
        stream.Flush();
    }
}
