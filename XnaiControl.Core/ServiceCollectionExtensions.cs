using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace XnaiControl.Core;

/// <summary>The core as a table of contents: one line a slice.</summary>
public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddXnaiControlCore(this IServiceCollection services, XnaiOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }
}
