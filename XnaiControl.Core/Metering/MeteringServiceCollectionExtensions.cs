using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using XnaiControl.Core.Metering.HealthChecks;
using XnaiControl.Core.Metering.History;
using XnaiControl.Core.Metering.Sampling;

namespace XnaiControl.Core.Metering;

public static class MeteringServiceCollectionExtensions
{
    /// <summary>
    /// Readings of every stack: probes, the sampler, snapshots, history, forecasts and alerts. Needs
    /// <see cref="XnaiOptions"/>, logging, the engine slice and a stack catalog. <see cref="MeteringOptions"/> is one
    /// settable instance; a change counts from the next beat.
    /// </summary>
    public static IServiceCollection AddMetering(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MeteringOptions>();
        services.AddDbContextFactory<MeteringDbContext>((provider, builder) =>
            builder.UseMetering(provider.GetRequiredService<XnaiOptions>().ControlDatabase));
        services.AddSingleton<SnapshotStore>();
        services.AddSingleton<ISnapshotStore>(provider => provider.GetRequiredService<SnapshotStore>());
        services.AddSingleton<TelemetryHistory>();
        services.AddSingleton<ITelemetryHistory>(provider => provider.GetRequiredService<TelemetryHistory>());
        services.AddSingleton<HealthCheckRunner>();

        // The writer first: its tables stand before the first beat, and it stops last with the rest of the minute.
        services.AddSingleton<HistoryWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<HistoryWriter>());
        services.AddHostedService<Sampler>();
        return services;
    }
}
