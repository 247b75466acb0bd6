using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using MudBlazor.Services;
using XnaiControl.Core;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Api;
using XnaiControl.Web.Components;
using XnaiControl.Web.Components.Live;
using XnaiControl.Web.Hosting.Security;
using XnaiControl.Web.Hosting.SignIn;

namespace XnaiControl.Web.Hosting;

/// <summary>The web host as a table of contents; tests build the same one.</summary>
public static class PanelApplication
{
    /// <summary>From the arguments to the end of the panel.</summary>
    /// <returns>The exit code; 2 when the settings do not allow a start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = PanelSettings.Read(args);
        if (settings.Problems is { IsEmpty: false } problems)
        {
            Console.Error.WriteLine("XnaiControl cannot start:");
            foreach (var problem in problems)
            {
                Console.Error.WriteLine("  - " + problem);
            }

            return 2;
        }

        await using var app = Build(settings);
        await PrepareAsync(app);
        await app.StartAsync();
        await Greeting.PrintAsync(app, Console.Out);
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static WebApplication Build(PanelSettings settings, Action<WebApplicationBuilder>? configure = null)
    {
        // The content root is the folder of the program, so that it starts from anywhere.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls([.. settings.Listen.Select(address => address.ToString().TrimEnd('/'))]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = [.. settings.Hosts]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.AddDataProtection()
            .SetApplicationName("XnaiControl")
            .PersistKeysToFileSystem(PrivateFolder(Path.Combine(settings.Core.Data, "keys")));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(new MeteringOptions { RunHealthChecks = settings.RunHealthChecks });
        builder.Services.AddXnaiControlCore(settings.Core);
        builder.Services.AddSignIn();
        builder.Services.AddMudServices();
        builder.Services.AddPages();
        builder.Services.AddResponseCompression();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = 20;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
        });
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseOwnOriginOnly();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<SignInLimit>().ApplyAsync);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapGet("/healthz", () => "ok").AllowAnonymous();
        app.MapSignOut();
        app.MapLogDownload();
        app.MapReadingsDownload();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    /// <summary>Brings the account database up to date before anything answers.</summary>
    public static Task PrepareAsync(WebApplication app) => AccountsDatabase.MigrateAsync(app.Services);

    private static DirectoryInfo PrivateFolder(string path) =>
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
