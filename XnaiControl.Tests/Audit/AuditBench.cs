using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Audit;

namespace XnaiControl.Tests.Audit;

/// <summary>A log in its own folder on disk, and a way past its protections for the tampering tests.</summary>
internal sealed class AuditBench : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "xnai-audit-" + Guid.NewGuid().ToString("N"));

    public AuditBench() => Log = NewLog();

    public string Database => Path.Combine(_folder, "audit.db");

    public AuditLog Log { get; private set; }

    public AuditLog NewLog() => new(Database, TimeProvider.System, NullLogger<AuditLog>.Instance);

    public static AuditDraft Draft(string target = "podman/demo/ui", AuditKind kind = AuditKind.Intent, string operation = "service.restart", AuditResult result = AuditResult.None, long? intent = null) => new(
        kind,
        new AuditActor("u1", "Ada", "s1", "password", "127.0.0.1", "Browser/1.0"),
        operation,
        target,
        new Dictionary<string, string> { ["grace"] = "10", ["Ümlaut"] = "naïve \"quoted\"" },
        new string('a', 64),
        null,
        result,
        TimeSpan.FromMilliseconds(1234),
        null,
        "01abc",
        intent);

    public async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Log.AppendAsync(Draft($"podman/demo/s{i}"), TestContext.Current.CancellationToken);
        }
    }

    public async Task ReopenAsync()
    {
        await Log.DisposeAsync();
        Log = NewLog();
    }

    public Task<ChainVerdict> VerifyAsync() => Log.VerifyAsync(TestContext.Current.CancellationToken);

    /// <summary>What someone with the file and the sqlite3 tool can do.</summary>
    public void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Changes rows with the triggers taken away and put back exactly as they were.</summary>
    public void SqlPastTriggers(string sql)
    {
        var triggers = new List<(string Name, string Sql)>();
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                triggers.Add((reader.GetString(0), reader.GetString(1)));
            }
        }

        Sql(string.Concat(triggers.Select(trigger => $"DROP TRIGGER {trigger.Name};")) + sql + ";" + string.Concat(triggers.Select(trigger => trigger.Sql + ";")));
    }

    public async ValueTask DisposeAsync()
    {
        await Log.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public static ImmutableArray<string> Targets(IEnumerable<AuditEntry> entries) => [.. entries.Select(entry => entry.Target)];
}
