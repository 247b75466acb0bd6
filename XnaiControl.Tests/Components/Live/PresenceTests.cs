using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Tests.Components.Live;

public class PresenceTests : PageTest
{
    [Fact]
    public async Task OnConnectionDownAsync_BrowserGoneAndBack_TheStackIsFollowedOnlyWhileItIsThere()
    {
        Store.Publish(Sample.Broken(1));
        var feed = Services.GetRequiredService<StackFeed>();
        var presence = Services.GetServices<CircuitHandler>().OfType<Presence>().Single();
        await presence.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        feed.Follow();
        await Eventually.TrueAsync(() => Store.Followers == 1);

        await presence.OnConnectionDownAsync(null!, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Store.Followers == 0);
        Store.Publish(Sample.Broken(2));

        await presence.OnConnectionUpAsync(null!, TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => feed.Current?.Sequence == 2);
        Assert.Equal(1, Store.Followers);
        feed.Dispose();
        await Eventually.TrueAsync(() => Store.Followers == 0);
    }
}
