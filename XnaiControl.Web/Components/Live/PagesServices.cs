using Microsoft.AspNetCore.Components.Server.Circuits;
using XnaiControl.Web.Components.Pages.Compose;

namespace XnaiControl.Web.Components.Live;

public static class PagesServices
{
    /// <summary>What the pages of one circuit share, and the levels that all of them are measured by.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddScoped<StackFeed>();
        services.AddScoped<CircuitHandler, Presence>();
        services.AddScoped<Operator>();
        services.AddScoped<ConfigurationDesk>();
        services.AddScoped<ChangeReviewer>();
        services.AddSingleton<LevelSettings>();
        services.AddHostedService(provider => provider.GetRequiredService<LevelSettings>());
        return services;
    }
}
