using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace XnaiControl.Core.Metering.History;

/// <summary>How the metering slice opens <c>control.db</c>: write-ahead log, a patient lock, its own migrations table.</summary>
internal static class MeteringDatabase
{
    public static DbContextOptionsBuilder UseMetering(this DbContextOptionsBuilder builder, string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10 };
        return builder
            .UseSqlite(connection.ToString(), sqlite => sqlite.MigrationsHistoryTable(MeteringDbContext.MigrationsTable))
            .AddInterceptors(Pragmas.Instance);
    }

    /// <summary>The log is a property of the file, the rest of the connection. A lost minute is no loss: no fsync at each commit.</summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();

        private const string Text = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            var command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.CommandText = Text;
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

/// <summary>Only for <c>dotnet ef migrations</c>.</summary>
internal sealed class MeteringDesignFactory : IDesignTimeDbContextFactory<MeteringDbContext>
{
    public MeteringDbContext CreateDbContext(string[] args) =>
        new((DbContextOptions<MeteringDbContext>)new DbContextOptionsBuilder<MeteringDbContext>().UseMetering("design-time.db").Options);
}
