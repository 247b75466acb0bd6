using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using XnaiControl.Core.Compose.Revisions;

namespace XnaiControl.Core.Stacks;

/// <summary>Records changes of the stacks' compose files that came from outside: at the start, and when the catalog says that a file changed.</summary>
internal sealed class RevisionWatch(IStackCatalog catalog, RecordedFiles files) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changes = catalog.Subscribe();
        try
        {
            do
            {
                foreach (var file in catalog.Declarations.SelectMany(declaration => declaration.Files.AsEnumerable()).Distinct(StringComparer.Ordinal).ToList())
                {
                    await files.NoticeAsync(file, stoppingToken).ConfigureAwait(false);
                }
            }
            while (await changes.Reader.ReadAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (Exception end) when (end is OperationCanceledException or ChannelClosedException)
        {
            // The panel is stopping.
        }
    }
}
