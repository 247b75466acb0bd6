using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Operations.Persistence;

namespace XnaiControl.Core.Operations;

/// <summary>Prepares <c>control.db</c>, opens the desk in the background and closes it with the panel.</summary>
internal sealed partial class OperationsHost(OperationDesk desk, RunStore store, ILogger<OperationsHost> logger) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.MigrateAsync(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await desk.CloseAsync(cancellationToken).ConfigureAwait(false);
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await desk.OpenAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AuditUnavailableException or DbException or IOException or OperationCanceledException)
        {
            LogNotOpened(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What an earlier run of the panel left open could not be closed; the next operation tries again")]
    private partial void LogNotOpened(Exception exception);
}
