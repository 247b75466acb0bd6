using Microsoft.EntityFrameworkCore;

namespace XnaiControl.Core.Stacks;

/// <summary>The remembered stacks and the panel's settings in <c>control.db</c>; one context per unit of work.</summary>
internal sealed class StacksDbContext(DbContextOptions<StacksDbContext> options) : DbContext(options)
{
    public const string MigrationsTable = "__StacksMigrations";

    public DbSet<RememberedStack> Stacks => Set<RememberedStack>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RememberedStack>().ToTable("Stacks").HasKey(stack => stack.Project);
        modelBuilder.Entity<SettingRow>().ToTable("Settings").HasKey(setting => setting.Name);
    }
}

/// <summary>A stack that a person added in Settings.</summary>
internal sealed class RememberedStack
{
    public required string Project { get; set; }

    /// <summary>Absolute path.</summary>
    public required string File { get; set; }

    /// <summary>UTC, microseconds since 1970.</summary>
    public required long AddedAt { get; set; }
}

internal sealed class SettingRow
{
    public required string Name { get; set; }

    public required string Value { get; set; }
}
