using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using XnaiControl.Core.Operations.Persistence;

namespace XnaiControl.Core.Operations;

public static class OperationsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IOperationDesk"/>. Needs the Audit, Engine, Metering and Stacks slices and an
    /// <see cref="Access.IPermissionReader"/> (any lifetime: it is asked in a scope of its own).
    /// </summary>
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<OperationsDbContext>((provider, builder) =>
            OperationsDbContext.Configure(builder, provider.GetRequiredService<IOptions<XnaiOptions>>().Value.ControlDatabase));
        services.AddSingleton(provider => new OutcomeSpool(
            Path.Combine(Path.GetDirectoryName(provider.GetRequiredService<IOptions<XnaiOptions>>().Value.AuditDatabase)!, "outcome.spool.jsonl")));
        services.AddSingleton<OutcomeRecorder>().AddSingleton<RunStore>().AddSingleton<RunBoard>().AddSingleton<Occupancy>();
        services.AddSingleton<OperationExecutor>().AddSingleton<StartReconciler>().AddSingleton<Admission>().AddSingleton<OperationWarnings>();
        services.AddSingleton<IOperation, StartService>();
        services.AddSingleton<IOperation, StopService>();
        services.AddSingleton<IOperation, RestartService>();
        services.AddSingleton<IOperation, KillService>();
        services.AddSingleton<IOperation, RecreateService>();
        services.AddSingleton<IOperation, CheckHealth>();
        services.AddSingleton<IOperation, BuildService>();
        services.AddSingleton<IOperation, PullService>();
        services.AddSingleton<IOperation, BringUpStack>();
        services.AddSingleton<IOperation, TakeDownStack>();
        services.AddSingleton<OperationDesk>();
        services.AddSingleton<IOperationDesk>(provider => provider.GetRequiredService<OperationDesk>());
        services.AddHostedService<OperationsHost>();
        return services;
    }
}
