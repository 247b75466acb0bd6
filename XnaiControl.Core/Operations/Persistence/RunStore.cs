using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations.Persistence;

/// <summary>
/// Keeps runs across restarts of the panel. What cannot be saved here is logged and no more: the audit log is the
/// record, this is its readable companion.
/// </summary>
internal sealed partial class RunStore(IDbContextFactory<OperationsDbContext> contexts, ILogger<RunStore> logger)
{
    private const int Kept = 10_000;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(context.Database.GetConnectionString()).DataSource;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await context.Database.ExecuteSqlAsync(
                $"DELETE FROM operation WHERE Id NOT IN (SELECT Id FROM operation ORDER BY Id DESC LIMIT {Kept})", cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task SaveAsync(OperationRun run, string? requestKey)
    {
        try
        {
            var context = await contexts.CreateDbContextAsync().ConfigureAwait(false);
            await using (context.ConfigureAwait(false))
            {
                if (await context.Operations.FindAsync(run.Id).ConfigureAwait(false) is { } row)
                {
                    RunRows.Copy(run, row);
                }
                else
                {
                    context.Add(RunRows.ToRow(run, requestKey));
                }

                await context.SaveChangesAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is DbUpdateException or DbException or IOException)
        {
            LogNotSaved(exception, run.Id);
        }
    }

    public async Task<OperationRun?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync(rows => rows.Where(row => row.Id == id), cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>Null also when it cannot be read: the keys of this process are remembered elsewhere.</summary>
    public async Task<OperationRun?> FindByKeyAsync(string requestKey, CancellationToken cancellationToken)
    {
        try
        {
            return (await ReadAsync(rows => rows.Where(row => row.RequestKey == requestKey).OrderBy(row => row.Id).Take(1), cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        }
        catch (DbException exception)
        {
            LogKeyNotRead(exception);
            return null;
        }
    }

    public Task<ImmutableArray<OperationRun>> RecentAsync(StackKey? stack, int limit, CancellationToken cancellationToken)
    {
        var (engine, name) = (stack?.Engine, stack?.Stack);
        return ReadAsync(
            rows => rows.Where(row => engine == null || (row.Engine == engine && row.Stack == name)).OrderByDescending(row => row.Id).Take(Math.Clamp(limit, 1, 500)),
            cancellationToken);
    }

    /// <summary>Runs that no process ended.</summary>
    public Task<ImmutableArray<OperationRun>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        var running = nameof(OperationState.Running);
        return ReadAsync(rows => rows.Where(row => row.State == running || row.Unrecorded).OrderBy(row => row.Id), cancellationToken);
    }

    private async Task<ImmutableArray<OperationRun>> ReadAsync(Func<IQueryable<OperationRow>, IQueryable<OperationRow>> query, CancellationToken cancellationToken)
    {
        var context = await contexts.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        await using (context.ConfigureAwait(false))
        {
            var rows = await query(context.Operations.AsNoTracking()).ToListAsync(cancellationToken).ConfigureAwait(false);
            return [.. rows.Select(RunRows.ToRun)];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether an operation was asked for before could not be read from control.db")]
    private partial void LogKeyNotRead(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Operation {Id} could not be saved to control.db; its audit entries are not affected")]
    private partial void LogNotSaved(Exception exception, string id);
}
