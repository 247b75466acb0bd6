using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace XnaiControl.Core.Stacks;

/// <summary>The stacks that people added, by project name.</summary>
internal sealed class RememberedStacks(IDbContextFactory<StacksDbContext> factory, TimeProvider time)
{
    public async Task<ImmutableArray<(string Project, string File)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var rows = await context.Stacks.OrderBy(row => row.AddedAt).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (row.Project, row.File))];
    }

    public async Task AddAsync(string project, string file, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        context.Stacks.Add(new RememberedStack { Project = project, File = file, AddedAt = now.Ticks / TimeSpan.TicksPerMicrosecond });
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task RemoveAsync(string project, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await context.Stacks.Where(row => row.Project == project).ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }
}
