using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace XnaiControl.Core.Audit;

/// <summary>
/// The tables of one segment of the log. Triggers refuse UPDATE and DELETE, and the insert trigger refuses whatever
/// does not continue the chain, which also stops INSERT OR REPLACE: that one deletes without a DELETE trigger.
/// </summary>
internal static class AuditSchema
{
    public const int Version = 1;

    public const string Create = """
        CREATE TABLE format (
            id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL, segment INTEGER NOT NULL,
            first_seq INTEGER NOT NULL, first_prev BLOB NOT NULL, created_us INTEGER NOT NULL) STRICT;
        CREATE TABLE entry (
            seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, leaf BLOB NOT NULL,
            leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32), prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
            at_us INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, operation TEXT NOT NULL, target TEXT NOT NULL,
            result TEXT NOT NULL, correlation TEXT NOT NULL, intent_seq INTEGER) STRICT;
        CREATE INDEX entry_actor ON entry (actor, seq);
        CREATE INDEX entry_operation ON entry (operation, seq);
        CREATE INDEX entry_target ON entry (target, seq);
        CREATE INDEX entry_result ON entry (result, seq);
        CREATE INDEX entry_at ON entry (at_us);
        CREATE INDEX entry_correlation ON entry (correlation, seq);
        CREATE INDEX entry_intent ON entry (intent_seq) WHERE intent_seq IS NOT NULL;
        CREATE INDEX entry_intents ON entry (seq) WHERE kind = 'Intent';
        CREATE TRIGGER entry_continues BEFORE INSERT ON entry BEGIN
            SELECT RAISE(ABORT, 'audit: sequence does not continue')
             WHERE NEW.seq IS NOT coalesce((SELECT max(seq) FROM entry), (SELECT first_seq - 1 FROM format)) + 1;
            SELECT RAISE(ABORT, 'audit: uid already used') WHERE EXISTS (SELECT 1 FROM entry WHERE uid = NEW.uid);
            SELECT RAISE(ABORT, 'audit: previous hash does not fit')
             WHERE NEW.prev_hash IS NOT coalesce((SELECT leaf_hash FROM entry ORDER BY seq DESC LIMIT 1), (SELECT first_prev FROM format));
        END;
        CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'audit: entries cannot change'); END;
        CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'audit: entries cannot be removed'); END;
        CREATE TRIGGER format_once BEFORE INSERT ON format WHEN EXISTS (SELECT 1 FROM format) BEGIN SELECT RAISE(ABORT, 'audit: format is fixed'); END;
        CREATE TRIGGER format_no_update BEFORE UPDATE ON format BEGIN SELECT RAISE(ABORT, 'audit: format is fixed'); END;
        CREATE TRIGGER format_no_delete BEFORE DELETE ON format BEGIN SELECT RAISE(ABORT, 'audit: format is fixed'); END;
        """;

    /// <summary>Hash of every object in the file: a dropped trigger shows.</summary>
    public static string Fingerprint(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name";
        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.Append(reader.GetString(0)).Append('\0').Append(reader.GetString(1)).Append('\0')
                .Append(reader.GetString(2)).Append('\0').Append(reader.GetString(3)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The fingerprint that an untouched file has.</summary>
    public static string ExpectedFingerprint()
    {
        using var connection = new SqliteConnection("Data Source=:memory:;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Create;
        command.ExecuteNonQuery();
        return Fingerprint(connection);
    }
}
