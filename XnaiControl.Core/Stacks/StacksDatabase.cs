using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace XnaiControl.Core.Stacks;

/// <summary>Where the slice's tables are and how they come up to date.</summary>
internal static class StacksDatabase
{
    /// <summary>Waits up to 10 s for another writer of <c>control.db</c>: the library repeats a busy statement that long.</summary>
    public static void Configure(DbContextOptionsBuilder options, string file) => options.UseSqlite(
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10, Pooling = true }.ToString(),
        sqlite => sqlite.MigrationsHistoryTable(StacksDbContext.MigrationsTable));

    public static async Task PrepareAsync(IDbContextFactory<StacksDbContext> factory, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken).ConfigureAwait(false);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>Lets <c>dotnet ef</c> write migrations without a running panel.</summary>
internal sealed class StacksDesignTime : IDesignTimeDbContextFactory<StacksDbContext>
{
    public StacksDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<StacksDbContext>();
        StacksDatabase.Configure(options, "design.db");
        return new StacksDbContext(options.Options);
    }
}
