using System.Collections.Immutable;
using System.Text.Json;

namespace XnaiControl.Core.Audit;

/// <summary>
/// An entry as canonical JSON and back. Times are microseconds since 1970 in UTC. The stored bytes are the entry;
/// everything else in the file is derived from them.
/// </summary>
internal static class AuditLeaf
{
    private static readonly int FieldCount = Fields(new AuditEntry(
        0, "", default, 0, "", default, AuditActor.Panel, "", "", ImmutableSortedDictionary<string, string>.Empty,
        null, null, default, null, null, "", null, "", "")).Length;

    /// <summary>The entry a draft becomes, cleaned, before its leaf hash is known.</summary>
    public static AuditEntry Compose(AuditDraft draft, long sequence, string uid, DateTimeOffset at, long monotonicMicroseconds, string bootId, byte[] previousHash) => new(
        sequence,
        uid,
        FromMicroseconds(ToMicroseconds(at)),
        monotonicMicroseconds,
        bootId,
        draft.Kind,
        new AuditActor(
            AuditText.Clean(draft.Actor.UserId, AuditText.Short),
            AuditText.Clean(draft.Actor.Name, AuditText.Short),
            AuditText.Clean(draft.Actor.Session, AuditText.Short),
            AuditText.Clean(draft.Actor.Method, AuditText.Short),
            AuditText.Clean(draft.Actor.Address, AuditText.Short),
            AuditText.Clean(draft.Actor.UserAgent, AuditText.Short)),
        AuditText.Clean(draft.Operation, AuditText.Short),
        AuditText.Clean(draft.Target, AuditText.Short),
        draft.Parameters.Take(64)
            .GroupBy(pair => AuditText.Clean(pair.Key, AuditText.Short), pair => AuditText.Clean(pair.Value, AuditText.Long), StringComparer.Ordinal)
            .ToImmutableSortedDictionary(pairs => pairs.Key, pairs => pairs.Last(), StringComparer.Ordinal),
        AuditText.CleanOrNull(draft.BeforeHash, AuditText.Short),
        AuditText.CleanOrNull(draft.AfterHash, AuditText.Short),
        draft.Result,
        draft.Duration is { } duration ? TimeSpan.FromMicroseconds(duration.Ticks / TimeSpan.TicksPerMicrosecond) : null,
        AuditText.CleanOrNull(draft.Error, AuditText.Long),
        AuditText.Clean(draft.Correlation, AuditText.Short),
        draft.IntentSequence,
        "",
        Convert.ToHexStringLower(previousHash));

    public static byte[] Encode(AuditEntry entry) => CanonicalJson.Encode(Fields(entry));

    /// <exception cref="FormatException">The bytes are not a leaf in canonical form.</exception>
    public static AuditEntry Decode(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            using var json = JsonDocument.Parse(leaf);
            var entry = Read(json.RootElement, Convert.ToHexStringLower(MerkleTree.HashLeaf(leaf.Span)));
            return Encode(entry).AsSpan().SequenceEqual(leaf.Span) ? entry : throw new FormatException("The entry is not in canonical form.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException)
        {
            throw new FormatException("The entry is not readable: " + exception.Message, exception);
        }
    }

    public static long ToMicroseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TimeSpan.TicksPerMicrosecond));

    /// <summary>In ordinal order of the names, which is the canonical one.</summary>
    private static (string Key, object? Value)[] Fields(AuditEntry entry) =>
    [
        ("actor", new (string, object?)[]
        {
            ("address", entry.Actor.Address),
            ("agent", entry.Actor.UserAgent),
            ("id", entry.Actor.UserId),
            ("method", entry.Actor.Method),
            ("name", entry.Actor.Name),
            ("session", entry.Actor.Session),
        }),
        ("after", entry.AfterHash),
        ("at_us", ToMicroseconds(entry.At)),
        ("before", entry.BeforeHash),
        ("boot", entry.BootId),
        ("correlation", entry.Correlation),
        ("duration_us", entry.Duration is { } duration ? duration.Ticks / TimeSpan.TicksPerMicrosecond : null),
        ("error", entry.Error),
        ("intent_seq", entry.IntentSequence),
        ("kind", entry.Kind.ToString()),
        ("monotonic_us", entry.MonotonicMicroseconds),
        ("operation", entry.Operation),
        ("parameters", entry.Parameters),
        ("prev", entry.PreviousHash),
        ("result", entry.Result.ToString()),
        ("seq", entry.Sequence),
        ("target", entry.Target),
        ("uid", entry.Uid),
        ("v", AuditSchema.Version),
    ];

    private static AuditEntry Read(JsonElement json, string leafHash)
    {
        if (json.EnumerateObject().Count() != FieldCount || json.GetProperty("v").GetInt32() != AuditSchema.Version)
        {
            throw new FormatException("The entry has other fields than this format knows.");
        }

        var actor = json.GetProperty("actor");
        return new AuditEntry(
            json.GetProperty("seq").GetInt64(),
            Text(json, "uid"),
            FromMicroseconds(json.GetProperty("at_us").GetInt64()),
            json.GetProperty("monotonic_us").GetInt64(),
            Text(json, "boot"),
            Enum.Parse<AuditKind>(Text(json, "kind")),
            new AuditActor(Text(actor, "id"), Text(actor, "name"), Text(actor, "session"), Text(actor, "method"), Text(actor, "address"), Text(actor, "agent")),
            Text(json, "operation"),
            Text(json, "target"),
            json.GetProperty("parameters").EnumerateObject()
                .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "", StringComparer.Ordinal),
            json.GetProperty("before").GetString(),
            json.GetProperty("after").GetString(),
            Enum.Parse<AuditResult>(Text(json, "result")),
            Number(json, "duration_us") is { } duration ? TimeSpan.FromTicks(checked(duration * TimeSpan.TicksPerMicrosecond)) : null,
            json.GetProperty("error").GetString(),
            Text(json, "correlation"),
            Number(json, "intent_seq"),
            leafHash,
            Text(json, "prev"));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"The entry's {name} is null.");

    private static long? Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : null;
}
