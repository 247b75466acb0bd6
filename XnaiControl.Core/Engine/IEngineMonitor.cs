using System.Collections.Immutable;
using System.Threading.Channels;

namespace XnaiControl.Core.Engine;

/// <summary>
/// Keeps the picture of one engine current: lists at connect, inspects what events name, reconnects with capped
/// backoff. The last picture stays when the engine goes away.
/// </summary>
public interface IEngineMonitor
{
    IEngineClient Client { get; }

    /// <summary>Replaced whole; never null, empty before the first answer.</summary>
    EnginePicture Current { get; }

    /// <summary>Signals that <see cref="Current"/> was replaced: capacity 1, drop oldest. Dispose ends it.</summary>
    ChangeSubscription Subscribe();

    /// <summary>
    /// Inspects one container now, for example because the kernel reported its exit; one that asks again and again
    /// (a crash loop) waits its turn, at most half a second. Throws <see cref="EngineException"/> when the engine does not answer.
    /// </summary>
    Task RefreshAsync(string containerId, CancellationToken cancellationToken);

    /// <summary>Skips the wait for the next connection attempt.</summary>
    void TryNow();
}

/// <param name="ContainersAt">When the container list was last confirmed by the engine.</param>
public sealed record EnginePicture(EngineStatus Status, ImmutableArray<ContainerRecord> Containers, DateTimeOffset? ContainersAt)
{
    /// <summary>How containers ended in the last ten minutes, as far as the panel saw it; goes into <see cref="StackAssembly"/>.</summary>
    public ExitHistory Exits { get; init; } = ExitHistory.Empty;
}

/// <summary>A change signal without content: read, then look at the source's current value.</summary>
public sealed class ChangeSubscription(ChannelReader<bool> reader, Action unsubscribe) : IDisposable
{
    public ChannelReader<bool> Reader { get; } = reader;

    public void Dispose() => unsubscribe();
}
