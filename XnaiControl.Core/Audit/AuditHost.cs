using Microsoft.Extensions.Hosting;

namespace XnaiControl.Core.Audit;

/// <summary>Opens the log before the panel serves anything, so that a start without audit fails; verifies it in the background.</summary>
internal sealed class AuditHost(AuditLog log) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        log.Open();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await log.VerifyAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The panel ends; the next start verifies again.
        }
    }
}
