using Microsoft.AspNetCore.Components;
using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Live;

/// <summary>
/// A component that shows the current snapshot. A beat reaches <see cref="Take"/>, which says whether anything that is
/// shown has changed; only then is it drawn. Nothing polls, and ages tick in the browser.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private bool gone;

    [Inject] protected StackFeed Feed { get; set; } = default!;

    [Inject] protected TimeProvider Time { get; set; } = default!;

    /// <summary>Takes over what is shown from the snapshot (null: none yet) and returns whether it differs from what is drawn.</summary>
    protected abstract bool Take(StackSnapshot? snapshot);

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Feed.Follow();
            Feed.Changed += OnChanged;
            Feed.Beat += OnBeat;
        }

        Take(Feed.Current);
    }

    public void Dispose()
    {
        gone = true;
        Feed.Changed -= OnChanged;
        Feed.Beat -= OnBeat;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Runs on the circuit's dispatcher; a failure reaches the error boundary instead of being lost.</summary>
    protected async void Post(Action action)
    {
        try
        {
            await InvokeAsync(() =>
            {
                if (!gone)
                {
                    action();
                }
            });
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended while the signal was under way.
        }
#pragma warning disable CA1031 // Background failures belong to the error boundary, whatever they are.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await DispatchExceptionAsync(e);
        }
    }

    private void OnChanged()
    {
        if (!Feed.IsConducted)
        {
            Post(TakeAndShow);
        }
    }

    private void OnBeat()
    {
        if (gone)
        {
            return;
        }

        try
        {
            TakeAndShow();
        }
#pragma warning disable CA1031 // One component's fault must not stop the others; it belongs to its own error boundary.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _ = DispatchExceptionAsync(e);
        }
    }

    private void TakeAndShow()
    {
        if (Take(Feed.Current))
        {
            StateHasChanged();
        }
    }
}
