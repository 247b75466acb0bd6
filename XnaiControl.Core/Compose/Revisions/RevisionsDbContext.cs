using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>Texts, revisions and proposals in <c>control.db</c>; one context per unit of work.</summary>
internal sealed class RevisionsDbContext(DbContextOptions<RevisionsDbContext> options) : DbContext(options)
{
    private const string MigrationsTable = "__RevisionsMigrations";

    public DbSet<TextRow> Texts => Set<TextRow>();

    public DbSet<RevisionRow> Revisions => Set<RevisionRow>();

    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();

    public DbSet<ProposalFileRow> ProposalFiles => Set<ProposalFileRow>();

    /// <summary>Waits up to 10 s for another writer of the file.</summary>
    public static void Configure(DbContextOptionsBuilder options, string file) => options.UseSqlite(
        new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 10, Pooling = true }.ToString(),
        sqlite => sqlite.MigrationsHistoryTable(MigrationsTable));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TextRow>().ToTable("RevisionTexts").HasKey(text => text.Hash);
        modelBuilder.Entity<RevisionRow>().ToTable("Revisions").HasKey(revision => new { revision.File, revision.Sequence });
        modelBuilder.Entity<RevisionRow>().HasIndex(revision => revision.Hash);
        modelBuilder.Entity<RevisionRow>().HasIndex(revision => revision.RunId);
        modelBuilder.Entity<ProposalRow>().ToTable("Proposals").HasKey(proposal => proposal.Id);
        modelBuilder.Entity<ProposalFileRow>().ToTable("ProposalFiles").HasKey(file => new { file.ProposalId, file.Position });
        modelBuilder.Entity<ProposalFileRow>().HasIndex(file => new { file.File, file.AfterHash });
    }
}

/// <summary>The exact bytes of one text, by their SHA-256.</summary>
internal sealed class TextRow
{
    public required string Hash { get; set; }

    public required byte[] Bytes { get; set; }
}

/// <summary>See <see cref="Revision"/>; times in microseconds since 1970, UTC.</summary>
internal sealed class RevisionRow
{
    public required string File { get; set; }

    public required int Sequence { get; set; }

    public required string Hash { get; set; }

    public string? PreviousHash { get; set; }

    public required long Bytes { get; set; }

    public required long At { get; set; }

    public required string Origin { get; set; }

    public required string Actor { get; set; }

    public required string Reason { get; set; }

    public string? RunId { get; set; }

    public long? AuditSequence { get; set; }
}

/// <summary>See <see cref="Proposal"/>; lists as JSON.</summary>
internal sealed class ProposalRow
{
    public int Id { get; set; }

    public required string Project { get; set; }

    public required string Source { get; set; }

    public required string Titles { get; set; }

    public required string Services { get; set; }

    public required string UserId { get; set; }

    public required long At { get; set; }

    public string? RunId { get; set; }

    /// <summary>Who applied it, by name; null while nobody has.</summary>
    public string? Actor { get; set; }

    public long? AuditSequence { get; set; }
}

internal sealed class ProposalFileRow
{
    public required int ProposalId { get; set; }

    public required int Position { get; set; }

    public required string File { get; set; }

    public required string BeforeHash { get; set; }

    public required string AfterHash { get; set; }
}

/// <summary>Lets <c>dotnet ef</c> write migrations without a running panel.</summary>
internal sealed class RevisionsDesignTime : IDesignTimeDbContextFactory<RevisionsDbContext>
{
    public RevisionsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<RevisionsDbContext>();
        RevisionsDbContext.Configure(options, "design.db");
        return new RevisionsDbContext(options.Options);
    }
}
