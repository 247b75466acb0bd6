using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Components.Pages.Audit;

/// <summary>Tells a page that entries were appended, at most four times a second, until disposed.</summary>
internal sealed class AuditFollower : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);
    private readonly CancellationTokenSource ended = new();

    private AuditFollower()
    {
    }

    /// <param name="changed">Called off the dispatcher.</param>
    public static AuditFollower Follow(IAuditLog audit, TimeProvider time, Func<Task> changed)
    {
        var follower = new AuditFollower();
        _ = RunAsync(audit, time, changed, follower.ended.Token);
        return follower;
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private static async Task RunAsync(IAuditLog audit, TimeProvider time, Func<Task> changed, CancellationToken end)
    {
        var (reader, handle) = audit.Subscribe();
        using (handle)
        {
            try
            {
                await foreach (var _ in reader.ReadAllAsync(end))
                {
                    await changed();
                    await Task.Delay(Rest, time, end);
                }
            }
            catch (OperationCanceledException)
            {
                // The page was left.
            }
            catch (ObjectDisposedException)
            {
                // The circuit ended while a change was under way.
            }
        }
    }
}
