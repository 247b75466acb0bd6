namespace XnaiControl.Web.Components.Live;

public static class PagesServices
{
    /// <summary>What the pages of one circuit share.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddScoped<StackFeed>();
        services.AddScoped<Operator>();
        return services;
    }
}
