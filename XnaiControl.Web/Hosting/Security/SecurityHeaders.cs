using System.Security.Cryptography;

namespace XnaiControl.Web.Hosting.Security;

/// <summary>Response headers of every page: a strict content security policy with a nonce for the import map.</summary>
public static class SecurityHeaders
{
    private const string NonceItem = "xnai.nonce";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[NonceItem] = nonce;
        var headers = context.Response.Headers;
        // MudBlazor sets style attributes and a style element, hence 'unsafe-inline' for styles; scripts need the nonce.
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
            "img-src 'self'; font-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(context);
    });

    /// <summary>The nonce of this response, for the inline import map.</summary>
    public static string Nonce(HttpContext context) => context.Items[NonceItem] as string ?? "";
}
