using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Web.Components.Live;

/// <summary>
/// The stack that a circuit looks at: one subscription however many components show it. The address names the stack;
/// a short address means the first. While prerendering it only reads the current snapshot.
/// </summary>
public sealed class StackFeed(ISnapshotStore store, IStackCatalog catalog, IEngineMonitor monitor, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private CancellationTokenSource? selected;
    private TaskCompletionSource present = Present();
    private bool following;
    private bool streamEnded;
    private StackKey? key;
    private StackSnapshot? current;

    /// <summary>Raised off the dispatcher after <see cref="Current"/> or <see cref="Key"/> changed.</summary>
    public event Action? Changed;

    /// <summary>Raised on the dispatcher, within one render batch, by the page's <see cref="Conductor"/>.</summary>
    public event Action? Beat;

    /// <summary>True while a <see cref="Conductor"/> turns <see cref="Changed"/> into <see cref="Beat"/>.</summary>
    internal bool IsConducted { get; set; }

    internal void Conduct() => Beat?.Invoke();

    public StackKey? Key => following ? key : Resolve();

    /// <summary>Null before the first snapshot of the stack.</summary>
    public StackSnapshot? Current => following ? current : Resolve() is { } named ? store.Find(named) : null;

    /// <summary>The engine as it stands, also before there is any snapshot.</summary>
    public EngineStatus Engine => monitor.Current.Status;

    /// <summary>Starts following, once; only interactive components call this.</summary>
    public void Follow()
    {
        if (following)
        {
            return;
        }

        key = Resolve();
        current = key is { } named ? store.Find(named) : null;
        following = true;
        navigation.LocationChanged += OnLocationChanged;
        _ = FollowAsync(ended.Token);
        _ = FollowEngineAsync(ended.Token);
    }

    /// <summary>The browser has gone, perhaps for good: its circuit is kept for a while, but follows no stack meanwhile.</summary>
    internal void Pause()
    {
        Volatile.Write(ref present, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            Volatile.Read(ref selected)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // That selection ended by itself; the next waits.
        }
    }

    /// <summary>The browser is back: it gets the newest snapshot.</summary>
    internal void Resume() => Volatile.Read(ref present).TrySetResult();

    public void Dispose()
    {
        if (ended.IsCancellationRequested)
        {
            return;
        }

        navigation.LocationChanged -= OnLocationChanged;
        ended.Cancel();
        ended.Dispose();
    }

    private StackKey? Resolve()
    {
        var stacks = store.Stacks;
        var name = Links.StackOf(navigation.Uri);
        var wanted = name is null ? catalog.Declarations.Select(d => d.Project) : [name];
        foreach (var project in wanted)
        {
            foreach (var stack in stacks)
            {
                if (stack.Stack == project)
                {
                    return stack;
                }
            }
        }

        return name is null && stacks.Length > 0 ? stacks[0] : null;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        var now = Resolve();
        if (now != key)
        {
            key = now;
            current = now is { } named ? store.Find(named) : null;
            Volatile.Read(ref selected)?.Cancel();
            Changed?.Invoke();
        }
    }

    private async Task FollowAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            using var selection = CancellationTokenSource.CreateLinkedTokenSource(end);
            Volatile.Write(ref selected, selection);
            try
            {
                await Volatile.Read(ref present).Task.WaitAsync(selection.Token);
                if (key is { } named)
                {
                    await FollowStackAsync(named, selection.Token);
                }
                else
                {
                    await WaitForStackAsync(selection.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // Another stack was selected, or the circuit ended.
            }
            finally
            {
                Volatile.Write(ref selected, null);
            }
        }
    }

    /// <summary>The engine's own state does not wait for the next snapshot: its banner, its next try.</summary>
    private async Task FollowEngineAsync(CancellationToken end)
    {
        using var pictures = monitor.Subscribe();
        var before = monitor.Current.Status;
        try
        {
            await foreach (var _ in pictures.Reader.ReadAllAsync(end))
            {
                var now = monitor.Current.Status;
                if (now.Reachability != before.Reachability || now.NextTryAt != before.NextTryAt || now.Info != before.Info)
                {
                    Changed?.Invoke();
                }

                before = now;
            }
        }
        catch (OperationCanceledException)
        {
            // The circuit ended.
        }
    }

    private static TaskCompletionSource Present()
    {
        var present = new TaskCompletionSource();
        present.SetResult();
        return present;
    }

    private async Task FollowStackAsync(StackKey named, CancellationToken cancellationToken)
    {
        using var subscription = store.Subscribe(named);
        await foreach (var snapshot in subscription.Reader.ReadAllAsync(cancellationToken))
        {
            current = snapshot;
            Changed?.Invoke();
        }

        // The store ended the stream: the stack is gone. Look again when the engine or the catalog changes, not before.
        (key, streamEnded) = (null, true);
    }

    private async Task WaitForStackAsync(CancellationToken cancellationToken)
    {
        using var pictures = monitor.Subscribe();
        using var declarations = catalog.Subscribe();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (streamEnded || (key = Resolve()) is null)
        {
            streamEnded = false;
            Changed?.Invoke();
            await Task.WhenAny(
                pictures.Reader.ReadAsync(either.Token).AsTask(),
                declarations.Reader.ReadAsync(either.Token).AsTask());
            cancellationToken.ThrowIfCancellationRequested();
        }

        await either.CancelAsync();
        current = store.Find(key.Value);
        Changed?.Invoke();
    }
}
