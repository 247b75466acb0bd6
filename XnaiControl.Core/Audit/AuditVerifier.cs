using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace XnaiControl.Core.Audit;

/// <summary>
/// Walks a log file from its first entry and trusts nothing in it: separate from the writer, read-only, one snapshot.
/// What it cannot see without an external anchor: a whole file replaced by an older or rebuilt one.
/// </summary>
internal static class AuditVerifier
{
    /// <param name="known">Where a running writer knows the chain to end, so that a cut tail shows; null offline.</param>
    public static ChainVerdict Verify(string path, ChainHead? known, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var walk = new ChainWalk();
        string? fault;
        try
        {
            using var connection = AuditFile.OpenForReading(path);
            using var snapshot = connection.BeginTransaction(deferred: true);
            fault = Walk(connection, snapshot, walk, cancellationToken) ?? Missing(walk, known) ?? Schema(connection);
        }
        catch (SqliteException exception)
        {
            fault = $"The file itself is damaged or missing, so entries from {walk.Next} on cannot be read: {exception.Message}";
        }

        return new ChainVerdict(
            fault is null, walk.Entries, fault is null ? null : walk.Next, fault, time.GetUtcNow(), time.GetElapsedTime(started), Convert.ToHexStringLower(walk.Tree.Root()));
    }

    private static string? Walk(SqliteConnection connection, SqliteTransaction snapshot, ChainWalk walk, CancellationToken cancellationToken)
    {
        using var format = connection.CreateCommand();
        format.Transaction = snapshot;
        format.CommandText = "SELECT version, first_seq, first_prev FROM format";
        using (var row = format.ExecuteReader())
        {
            if (!row.Read() || row.GetInt64(0) != AuditSchema.Version)
            {
                return "The format row is missing or was changed.";
            }

            walk.Begin(row.GetInt64(1), row.GetFieldValue<byte[]>(2));
        }

        using var command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = $"SELECT seq, uid, leaf, leaf_hash, prev_hash, {string.Join(", ", AuditColumns.Names)} FROM entry ORDER BY seq";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (walk.Check(ReadRow(reader)) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static ChainRow ReadRow(SqliteDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetFieldValue<byte[]>(2),
        reader.GetFieldValue<byte[]>(3),
        reader.GetFieldValue<byte[]>(4),
        [.. Enumerable.Range(5, AuditColumns.Names.Length).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);

    private static string? Missing(ChainWalk walk, ChainHead? known)
    {
        if (known is null || walk.Next > known.Sequence)
        {
            return null;
        }

        return $"Entries {walk.Next} to {known.Sequence} are missing at the end: they were removed, or an older copy of the file was put in place.";
    }

    private static string? Schema(SqliteConnection connection) =>
        AuditSchema.Fingerprint(connection) == AuditSchema.ExpectedFingerprint()
            ? null
            : "The tables or triggers that protect the log were changed: entries could have been altered without a trace from here on.";
}

/// <param name="Columns">In the order of <see cref="AuditColumns.Names"/>.</param>
internal sealed record ChainRow(long Sequence, string Uid, byte[] Leaf, byte[] LeafHash, byte[] PreviousHash, ImmutableArray<object?> Columns);
