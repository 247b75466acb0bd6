using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Operations;

public static class ComposeChangeServices
{
    /// <summary>
    /// Registers <see cref="IRevisionStore"/>, <see cref="IEngineTrial"/>, <see cref="IChangePreview"/> and the operations
    /// that change compose files. Needs the Operations, Stacks, Engine and Metering slices.
    /// </summary>
    public static IServiceCollection AddComposeChanges(this IServiceCollection services)
    {
        services.AddRevisions();
        services.AddHostedService<RevisionWatch>();
        services.TryAddSingleton(RolloutLimits.Default);
        services.AddSingleton<EngineTrial>().AddSingleton<IEngineTrial>(provider => provider.GetRequiredService<EngineTrial>());
        services.AddSingleton<VersionBefore>().AddSingleton<IChangePreview, ChangePreview>().AddSingleton<ChangeRunner>();
        services.AddSingleton<IOperation, ApplyChange>();
        services.AddSingleton<IOperation, RestoreRevision>();
        services.AddSingleton<IOperation, RollBackChange>();
        return services;
    }
}
