using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace XnaiControl.Core.Compose.Revisions;

/// <summary>Brings the tables up to date before other services start, and lets go of what is beyond the bounds.</summary>
internal sealed class RevisionsHousekeeping(IDbContextFactory<RevisionsDbContext> contexts, TimeProvider time) : IHostedLifecycleService
{
    public const int KeptRevisions = 500;
    private static readonly TimeSpan KeptProposals = TimeSpan.FromDays(7);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(context.Database.GetDbConnection().DataSource))!);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken).ConfigureAwait(false);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
        {
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }

        await TidyAsync(context, cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Rows stay, they are small; a text goes when no recent revision and no proposal names it.</summary>
    private async Task TidyAsync(RevisionsDbContext context, CancellationToken cancellationToken)
    {
        var oldest = RevisionRows.ToMicroseconds(time.GetUtcNow() - KeptProposals);
        await context.Proposals.Where(proposal => proposal.At < oldest).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await context.ProposalFiles.Where(file => !context.Proposals.Any(proposal => proposal.Id == file.ProposalId)).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        await context.Database.ExecuteSqlAsync(
            $"""
            DELETE FROM RevisionTexts
            WHERE Hash NOT IN (SELECT BeforeHash FROM ProposalFiles UNION SELECT AfterHash FROM ProposalFiles)
              AND Hash NOT IN (SELECT Hash FROM Revisions AS r WHERE r.Sequence > (SELECT MAX(n.Sequence) FROM Revisions AS n WHERE n.File = r.File) - {KeptRevisions})
            """,
            cancellationToken).ConfigureAwait(false);
    }
}
