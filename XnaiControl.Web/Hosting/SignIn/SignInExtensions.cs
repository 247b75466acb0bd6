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
        services.AddSingleton<SignInLimit>();
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
}
