using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace XnaiControl.Core.Stacks;

/// <summary>Brings the tables up to date and reads the files before any other service starts.</summary>
internal sealed class StacksStartup(IDbContextFactory<StacksDbContext> factory, StackCatalog catalog) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await StacksDatabase.PrepareAsync(factory, cancellationToken).ConfigureAwait(false);
        await catalog.LoadAsync(cancellationToken).ConfigureAwait(false);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
