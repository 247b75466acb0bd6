using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Runbook;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core;

/// <summary>The core as a table of contents: one line a slice.</summary>
public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddXnaiControlCore(this IServiceCollection services, XnaiOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(Options.Create(options));
        services.TryAddSingleton(TimeProvider.System);
        services.AddAudit();
        services.AddEngine();
        services.AddStacks();
        services.AddMetering();
        services.AddOperations();
        services.AddComposeChanges();
        services.AddRunbook();
        return services;
    }
}
