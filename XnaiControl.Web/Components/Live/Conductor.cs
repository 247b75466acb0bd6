using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace XnaiControl.Web.Components.Live;

/// <summary>
/// Draws nothing itself: while it is drawn, every live component takes the new snapshot, so that a beat is one render
/// batch, one message and one acknowledgement, however many components show it. One per page, in the layout.
/// </summary>
public sealed class Conductor : ComponentBase, IDisposable
{
    private bool beats;

    [Inject] private StackFeed Feed { get; set; } = default!;

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Feed.IsConducted = true;
            Feed.Changed += OnChanged;
        }
    }

    // Components that a running batch asks to draw join that batch.
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (beats)
        {
            beats = false;
            Feed.Conduct();
        }
    }

    protected override bool ShouldRender() => beats;

    public void Dispose()
    {
        Feed.IsConducted = false;
        Feed.Changed -= OnChanged;
    }

    private async void OnChanged()
    {
        try
        {
            await InvokeAsync(() =>
            {
                beats = true;
                StateHasChanged();
            });
        }
        catch (ObjectDisposedException)
        {
            // The circuit ended while the signal was under way.
        }
    }
}
