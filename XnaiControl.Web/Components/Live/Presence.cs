using Microsoft.AspNetCore.Components.Server.Circuits;

namespace XnaiControl.Web.Components.Live;

/// <summary>Tells a circuit's feed when its browser is there; a stack that nobody looks at is read ten times less often.</summary>
internal sealed class Presence(StackFeed feed) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        feed.Resume();
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        feed.Pause();
        return Task.CompletedTask;
    }
}
