using Microsoft.Data.Sqlite;

namespace XnaiControl.Core.Audit;

/// <summary>The prepared INSERT; its columns are derived from the leaf and only serve queries.</summary>
internal sealed class AuditInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;

    public AuditInsert(SqliteConnection connection)
    {
        _connection = connection;
        _command = connection.CreateCommand();
        _command.CommandText = """
            INSERT INTO entry (seq, uid, leaf, leaf_hash, prev_hash, at_us, kind, actor, operation, target, result, correlation, intent_seq)
            VALUES ($seq, $uid, $leaf, $leaf_hash, $prev_hash, $at_us, $kind, $actor, $operation, $target, $result, $correlation, $intent_seq)
            """;
        foreach (var name in new[] { "$seq", "$uid", "$leaf", "$leaf_hash", "$prev_hash", "$at_us", "$kind", "$actor", "$operation", "$target", "$result", "$correlation", "$intent_seq" })
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        _command.Prepare();
    }

    public void Run(AuditEntry entry, byte[] leaf, byte[] hash, byte[] previousHash, SqliteTransaction transaction)
    {
        _command.Transaction = transaction;
        object?[] values = [entry.Sequence, entry.Uid, leaf, hash, previousHash, .. AuditColumns.Of(entry)];
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public ChainHead ReadHead()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = """
            SELECT seq, leaf_hash FROM (SELECT seq, leaf_hash FROM entry ORDER BY seq DESC LIMIT 1)
            UNION ALL SELECT first_seq - 1, first_prev FROM format LIMIT 1
            """;
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new ChainHead(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1))
            : throw new AuditUnavailableException("The audit log has lost its format row. Restore the file from a backup; nothing can be operated until then.");
    }

    public void Dispose() => _command.Dispose();
}
