using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using XnaiControl.Web.Hosting.SignIn;

namespace XnaiControl.Web.Hosting;

/// <summary>Tells the person at the terminal where the panel is. Written to the terminal only, never logged.</summary>
public static class Greeting
{
    public static async Task PrintAsync(WebApplication app, TextWriter terminal)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The web server has no address.");
        if (await AccountsDatabase.HasUsersAsync(app.Services))
        {
            await terminal.WriteLineAsync($"XnaiControl is ready. Sign in at {address}");
            return;
        }

        var code = app.Services.GetRequiredService<OneTimeLink>().Issue();
        await terminal.WriteLineAsync("XnaiControl is ready. Create the first user within 10 minutes, with this link that works once:");
        await terminal.WriteLineAsync($"  {address}/welcome#{code}");
    }
}
