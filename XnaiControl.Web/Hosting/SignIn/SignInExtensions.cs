using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using XnaiControl.Core;
using XnaiControl.Core.Access;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>Identity on <c>control.db</c>, a cookie session, and deny by default for every page and endpoint.</summary>
internal static class SignInExtensions
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddDbContext<AccountsDbContext>((provider, database) => database.UseSqlite(
            $"Data Source={provider.GetRequiredService<XnaiOptions>().ControlDatabase}", AccountsDatabase.Migrations));
        services.AddIdentity<PanelUser, IdentityRole>(identity =>
            {
                // Length over composition: rules of composition make passwords worse.
                identity.Password.RequiredLength = 12;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddEntityFrameworkStores<AccountsDbContext>();
        services.ConfigureApplicationCookie(Cookie);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (rejected, cancellation) => await rejected.HttpContext.Response.WriteAsync(
                "Too many sign-in attempts from this address. Nothing was checked. Wait a minute, then try again.", cancellation);
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(SignInAttempts);
        });
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        services.AddScoped<ICurrentActor, CurrentActor>();
        services.AddScoped<SessionDesk>();
        services.AddSingleton<OneTimeLink>();
        services.AddSingleton<IPermissionReader, PermissionReader>();
        return services;
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "xnai.session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/sign-in";
        cookie.ReturnUrlParameter = "to";
    }

    /// <summary>At most 30 posts a minute and address to the sign-in pages; nothing else is limited here.</summary>
    private static RateLimitPartition<string> SignInAttempts(HttpContext context)
    {
        var path = context.Request.Path;
        var attempt = HttpMethods.IsPost(context.Request.Method) && (path == "/sign-in" || path == "/welcome");
        return attempt
            ? RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("");
    }
}
