using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace XnaiControl.Core.Operations.Persistence;

/// <summary>The runs' part of <c>control.db</c>, with its own migrations table.</summary>
internal sealed class OperationsDbContext(DbContextOptions<OperationsDbContext> options) : DbContext(options)
{
    public DbSet<OperationRow> Operations => Set<OperationRow>();

    public static void Configure(DbContextOptionsBuilder builder, string database) =>
        builder.UseSqlite($"Data Source={database}", sqlite => sqlite.MigrationsHistoryTable("__OperationsMigrations"));

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<OperationRow>(row =>
    {
        row.ToTable("operation");
        row.HasKey(operation => operation.Id);
        row.HasIndex(operation => new { operation.Engine, operation.Stack, operation.Id });
        row.HasIndex(operation => operation.State);
        row.HasIndex(operation => operation.RequestKey);
    });
}

/// <summary>For <c>dotnet ef migrations</c> only; the panel makes its contexts by the factory.</summary>
internal sealed class OperationsDbContextDesign : IDesignTimeDbContextFactory<OperationsDbContext>
{
    public OperationsDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<OperationsDbContext>();
        OperationsDbContext.Configure(builder, "design.db");
        return new OperationsDbContext(builder.Options);
    }
}
