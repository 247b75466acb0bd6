using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace XnaiControl.Core.Stacks;

public static class StacksServices
{
    /// <summary>Adds <see cref="IStackCatalog"/>, <see cref="IFindingsBoard"/> and <see cref="IPanelSettings"/>; needs <see cref="XnaiOptions"/> and the engine's monitor.</summary>
    public static IServiceCollection AddStacks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<StacksDbContext>((provider, options) =>
            StacksDatabase.Configure(options, provider.GetRequiredService<XnaiOptions>().ControlDatabase));
        services.AddSingleton<RememberedStacks>();
        services.AddSingleton<StackCatalog>();
        services.AddSingleton<IStackCatalog>(provider => provider.GetRequiredService<StackCatalog>());
        services.AddSingleton<IPanelSettings, PanelSettingsStore>();
        services.AddHostedService<StacksStartup>();
        services.AddSingleton<FindingsBoard>();
        services.AddSingleton<IFindingsBoard>(provider => provider.GetRequiredService<FindingsBoard>());
        services.AddHostedService(provider => provider.GetRequiredService<FindingsBoard>());
        return services;
    }
}
