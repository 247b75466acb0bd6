using System.Threading.RateLimiting;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>
/// At most 60 attempts a minute to sign in or to redeem a link; Identity locks single users earlier. One limiter for
/// everybody: ASP.NET's partitioned limiter keeps a timer that fires ten times a second, the panel's largest idle cost.
/// </summary>
internal sealed class SignInLimit : IDisposable
{
    private readonly FixedWindowRateLimiter limiter = new(new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) });

    public async Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (HttpMethods.IsPost(context.Request.Method) && (path == "/sign-in" || path == "/welcome"))
        {
            using var permit = limiter.AttemptAcquire();
            if (!permit.IsAcquired)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                await context.Response.WriteAsync("Too many sign-in attempts. Nothing was checked. Wait a minute, then try again.");
                return;
            }
        }

        await next(context);
    }

    public void Dispose() => limiter.Dispose();
}
