using Microsoft.EntityFrameworkCore;

namespace XnaiControl.Core.Metering.History;

/// <summary>The metering tables of <c>control.db</c>; other slices keep theirs in the same file with their own migrations.</summary>
internal sealed class MeteringDbContext(DbContextOptions<MeteringDbContext> options) : DbContext(options)
{
    public const string MigrationsTable = "__MeteringMigrations";

    public DbSet<SeriesRow> Series => Set<SeriesRow>();

    public DbSet<MinuteRow> Minutes => Set<MinuteRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SeriesRow>(series =>
        {
            series.ToTable("MeteringSeries");
            series.HasIndex(row => new { row.Engine, row.Stack, row.Service, row.Metric, row.Target }).IsUnique();
        });
        modelBuilder.Entity<MinuteRow>(minute =>
        {
            minute.ToTable("MeteringMinutes");
            minute.HasKey(row => new { row.SeriesId, row.AtMicroseconds });
            minute.HasOne<SeriesRow>().WithMany().HasForeignKey(row => row.SeriesId);
        });
    }
}

/// <summary>A <see cref="SeriesKey"/> with its number.</summary>
internal sealed class SeriesRow
{
    public int Id { get; set; }

    public required string Engine { get; init; }

    public required string Stack { get; init; }

    public required string Service { get; init; }

    public required Metric Metric { get; init; }

    public required string Target { get; init; }
}

/// <summary>One minute of a series.</summary>
internal sealed class MinuteRow
{
    public int SeriesId { get; init; }

    /// <summary>Start of the minute, UTC microseconds since 1970.</summary>
    public long AtMicroseconds { get; init; }

    public double Min { get; init; }

    public double Avg { get; init; }

    public double Max { get; init; }
}
