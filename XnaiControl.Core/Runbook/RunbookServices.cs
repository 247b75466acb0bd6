using Microsoft.Extensions.DependencyInjection;

namespace XnaiControl.Core.Runbook;

public static class RunbookServices
{
    /// <summary>Adds <see cref="IRunbookBoard"/>; needs the Audit and Stacks slices. A faulty guide fails its first use, with place and remedy.</summary>
    public static IServiceCollection AddRunbook(this IServiceCollection services) => services.AddSingleton<IRunbookBoard, RunbookBoard>();
}
