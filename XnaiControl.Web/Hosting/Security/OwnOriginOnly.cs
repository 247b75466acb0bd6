namespace XnaiControl.Web.Hosting.Security;

/// <summary>Refuses WebSockets and changes that another site's page started: CORS does not cover WebSockets.</summary>
public static class OwnOriginOnly
{
    public static IApplicationBuilder UseOwnOriginOnly(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        var changes = context.WebSockets.IsWebSocketRequest || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        var origin = request.Headers.Origin.ToString();
        if (changes && origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This request came from another site's page and was refused. Open the panel by its own address.");
            return;
        }

        await next(context);
    });
}
