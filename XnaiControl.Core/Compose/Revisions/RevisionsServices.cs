using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace XnaiControl.Core.Compose.Revisions;

public static class RevisionsServices
{
    /// <summary>Adds <see cref="IRevisionStore"/>; needs <see cref="XnaiOptions"/> and logging.</summary>
    public static IServiceCollection AddRevisions(this IServiceCollection services)
    {
        services.AddDbContextFactory<RevisionsDbContext>((provider, options) =>
            RevisionsDbContext.Configure(options, provider.GetRequiredService<IOptions<XnaiOptions>>().Value.ControlDatabase));
        services.AddSingleton<RevisionStore>();
        services.AddSingleton<IRevisionStore>(provider => provider.GetRequiredService<RevisionStore>());
        services.AddSingleton<RecordedFiles>();
        services.AddHostedService<RevisionsHousekeeping>();
        return services;
    }
}
