using Microsoft.AspNetCore.Antiforgery;

namespace XnaiControl.Web.Hosting.SignIn;

internal static class SignOutEndpoint
{
    public static void MapSignOut(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/account/sign-out", async (HttpContext context, IAntiforgery antiforgery, SessionDesk sessions) =>
        {
            await antiforgery.ValidateRequestAsync(context);
            await sessions.SignOutAsync(context);
            return Results.LocalRedirect("/sign-in");
        });
}
