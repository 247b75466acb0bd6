using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using XnaiControl.Core.Engine;

namespace XnaiControl.Web.Components.Pages.Service;

/// <summary>The toolbar of a log; the lines themselves are the browser module's.</summary>
public partial class LogPane
{
    // There from the start: what is clicked while the browser fetches the module must not be lost.
    private readonly LogRing ring = new();
    private LogFilter filter = LogFilter.All;
    private bool paused;
    private bool gone;
    private ElementReference host;
    private LogFollower? follower;
    private IJSObjectReference? module;
    private IJSObjectReference? pane;
    private DotNetObjectReference<LogPane>? self;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Inject] private IEngineMonitor Monitor { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    [Parameter, EditorRequired] public StackKey Stack { get; set; }

    [Parameter, EditorRequired] public string Service { get; set; } = "";

    [Parameter] public ContainerRecord? Container { get; set; }

    private string DownloadHref => $"/stacks/{Uri.EscapeDataString(Stack.Stack)}/services/{Uri.EscapeDataString(Service)}/log";

    /// <summary>The reader scrolled away from the end or came back to it, or pressed the space bar.</summary>
    [JSInvokable]
    public async Task SetPaused(bool wanted)
    {
        if (wanted != paused)
        {
            await TogglePauseAsync();
            StateHasChanged();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await Script.InvokeAsync<IJSObjectReference>("import", "/" + Assets["js/log-pane.js"]);
            pane = await module.InvokeAsync<IJSObjectReference>("open", host, self);
            if (gone)
            {
                // The page was left while the module came.
                await CloseAsync();
                return;
            }

            follower = new LogFollower(ring, Monitor, Time, SendAsync);
            await FollowAsync();
            await TellAsync("mark", filter.Text);
            await TellAsync("setPaused", paused);
        }
    }

    protected override Task OnParametersSetAsync() => FollowAsync();

    public async ValueTask DisposeAsync()
    {
        gone = true;
        if (follower is not null)
        {
            await follower.DisposeAsync();
        }

        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private async Task CloseAsync()
    {
        try
        {
            if (pane is not null)
            {
                await pane.InvokeVoidAsync("close");
                await pane.DisposeAsync();
            }

            if (module is not null)
            {
                await module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its module with it.
        }

        self?.Dispose();
    }

    private Task FollowAsync() => follower is not null && Container is { } container
        ? follower.FollowAsync(container)
        : Task.CompletedTask;

    private async Task SendAsync(LogBatch batch)
    {
        try
        {
            await TellAsync("push", batch);
        }
        catch (JSException e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private Task ShowAsync(LogFilter wanted)
    {
        filter = wanted;
        ring.Show(wanted);
        return TellAsync("mark", wanted.Text);
    }

    private Task TogglePauseAsync()
    {
        paused = !paused;
        if (paused)
        {
            ring.Pause(Time.GetUtcNow());
        }
        else
        {
            ring.Resume(Time.GetUtcNow());
        }

        return TellAsync("setPaused", paused);
    }

    private async Task TellAsync(string what, object said)
    {
        try
        {
            if (pane is not null)
            {
                await pane.InvokeVoidAsync(what, said);
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or ObjectDisposedException or TaskCanceledException)
        {
            // A circuit without its browser: what is missed is counted by the ring.
        }
    }
}
