using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace XnaiControl.Core.Audit;

/// <summary>Queries over the file through read-only connections; an entry is always read from its leaf.</summary>
internal sealed class AuditReader(string path)
{
    public ImmutableArray<AuditEntry> Query(AuditQuery query)
    {
        var where = new List<string> { "NOT (kind = 'Intent' AND EXISTS (SELECT 1 FROM entry AS outcome WHERE outcome.intent_seq = entry.seq))" };
        var values = new List<(string, object)>();
        void And(bool wanted, string condition, string name, object? value)
        {
            if (wanted)
            {
                where.Add(condition);
                values.Add((name, value!));
            }
        }

        And(query.BeforeSequence is not null, "seq < $before", "$before", query.BeforeSequence);
        And(!string.IsNullOrEmpty(query.Actor), "actor = $actor", "$actor", query.Actor);
        And(!string.IsNullOrEmpty(query.Operation), "operation = $operation", "$operation", query.Operation);
        And(!string.IsNullOrEmpty(query.Target), "(target = $target OR substr(target, 1, length($target) + 1) = $target || '/')", "$target", query.Target);
        And(query.Result is not null, "result = $result", "$result", query.Result?.ToString());
        And(query.From is not null, "at_us >= $from", "$from", query.From is { } from ? AuditLeaf.ToMicroseconds(from) : null);
        And(query.To is not null, "at_us < $to", "$to", query.To is { } to ? AuditLeaf.ToMicroseconds(to) : null);
        And(!string.IsNullOrEmpty(query.Text), "instr(lower(CAST(leaf AS TEXT)), lower($text)) > 0", "$text", query.Text);
        values.Add(("$limit", Math.Clamp(query.Limit, 1, 1000)));
        return Read($"WHERE {string.Join(" AND ", where)} ORDER BY seq DESC LIMIT $limit", values);
    }

    public AuditEntry? Find(long sequence) => Read("WHERE seq = $seq", [("$seq", sequence)]).FirstOrDefault();

    public ImmutableArray<AuditEntry> Correlated(string correlation) => Read("WHERE correlation = $correlation ORDER BY seq", [("$correlation", correlation)]);

    public ImmutableArray<AuditEntry> OpenIntents() => Read(
        "WHERE kind = 'Intent' AND NOT EXISTS (SELECT 1 FROM entry AS outcome WHERE outcome.intent_seq = entry.seq) ORDER BY seq", []);

    private ImmutableArray<AuditEntry> Read(string clause, IReadOnlyList<(string Name, object Value)> values)
    {
        try
        {
            using var connection = AuditFile.OpenForReading(path);
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT leaf FROM entry " + clause;
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }

            using var reader = command.ExecuteReader();
            var entries = ImmutableArray.CreateBuilder<AuditEntry>();
            while (reader.Read())
            {
                entries.Add(AuditLeaf.Decode(reader.GetFieldValue<byte[]>(0)));
            }

            return entries.ToImmutable();
        }
        catch (Exception exception) when (exception is SqliteException or FormatException)
        {
            throw new AuditUnavailableException($"The audit log cannot be read: {exception.Message} Nothing was changed. Verify the log on the Audit page; it names the first bad entry.", exception);
        }
    }
}
