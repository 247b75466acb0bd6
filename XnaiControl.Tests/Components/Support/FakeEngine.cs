using System.Collections.Immutable;
using System.Threading.Channels;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Tests.Components.Support;

/// <summary>An engine monitor whose picture a test sets.</summary>
public sealed class FakeMonitor : IEngineMonitor
{
    private readonly List<Channel<bool>> followers = [];

    public IEngineClient Client => Engine ?? throw new NotSupportedException("Pages under test do not talk to an engine.");

    /// <summary>Set by tests of pages that read logs or run checks.</summary>
    public IEngineClient? Engine { get; set; }

    public EnginePicture Current { get; private set; } = new(Sample.Connected, [], Sample.Now);

    public int Tries { get; private set; }

    public void Set(EngineStatus status)
    {
        Current = Current with { Status = status };
        foreach (var follower in followers)
        {
            follower.Writer.TryWrite(true);
        }
    }

    public ChangeSubscription Subscribe() => Signals.Subscribe(followers);

    public Task RefreshAsync(string containerId, CancellationToken cancellationToken) => Task.CompletedTask;

    public void TryNow() => Tries++;
}

/// <summary>A catalog with fixed declarations.</summary>
public sealed class FakeCatalog : IStackCatalog
{
    private readonly List<Channel<bool>> followers = [];

    public ImmutableArray<StackDeclaration> Declarations { get; set; } = [];

    /// <summary>Tells the followers that something changed.</summary>
    public void Signal()
    {
        foreach (var follower in followers)
        {
            follower.Writer.TryWrite(true);
        }
    }

    public StackDeclaration? Find(string project) => Declarations.FirstOrDefault(d => d.Project == project);

    public ChangeSubscription Subscribe() => Signals.Subscribe(followers);

    public Task<StackDeclaration> AddAsync(string composeFile, CancellationToken cancellationToken) => throw new StackFileException($"{composeFile} cannot be added here.");

    public Task RemoveAsync(string project, CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class Signals
{
    public static ChangeSubscription Subscribe(List<Channel<bool>> followers)
    {
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        followers.Add(channel);
        return new ChangeSubscription(channel.Reader, () => followers.Remove(channel));
    }
}
