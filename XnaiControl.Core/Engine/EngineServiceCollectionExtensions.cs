using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using XnaiControl.Core.Engine.Client;
using XnaiControl.Core.Engine.Control;
using XnaiControl.Core.Engine.Discovery;
using XnaiControl.Core.Engine.Monitoring;

namespace XnaiControl.Core.Engine;

public static class EngineServiceCollectionExtensions
{
    /// <summary>
    /// The container engine: found, read, followed and changed. Needs <see cref="XnaiOptions"/> and logging;
    /// resolving throws <see cref="EngineException"/> when a person named an engine in a form that cannot work.
    /// </summary>
    public static IServiceCollection AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(s => EndpointDiscovery.Default(s.GetRequiredService<IOptions<XnaiOptions>>().Value, DiscoveryEnvironment.OfThisProcess()).Find());
        services.AddSingleton(s => s.GetRequiredService<DiscoveryResult>().Endpoint);
        services.AddSingleton(s => new EngineClient(s.GetRequiredService<EngineEndpoint>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IEngineClient>(s => s.GetRequiredService<EngineClient>());
        services.AddSingleton<EngineMonitor>();
        services.AddSingleton<IEngineMonitor>(s => s.GetRequiredService<EngineMonitor>());
        services.AddHostedService(s => s.GetRequiredService<EngineMonitor>());
        services.AddSingleton<UpLogReader>();
        services.AddSingleton<IEngineControl>(s => new EngineControl(s.GetRequiredService<EngineClient>().Transport, s.GetRequiredService<EngineMonitor>().Ending));
        services.AddSingleton<IEngineSandbox>(s => new EngineSandbox(s.GetRequiredService<EngineClient>().Transport, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ComposeCommand>(s => new ComposeCommand(s.GetRequiredService<IOptions<XnaiOptions>>(), s.GetRequiredService<EngineEndpoint>()));
        services.AddSingleton<IComposeCli, ComposeCli>();
        return services;
    }
}
