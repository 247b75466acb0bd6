using Microsoft.Net.Http.Headers;

namespace XnaiControl.Web.Api;

/// <summary>What every download does alike: its headers, and a sentence instead of the file.</summary>
internal static class Downloads
{
    public static void Announce(HttpContext context, string fileName, string contentType)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-store";
    }

    public static Task SayAsync(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words, context.RequestAborted);
    }
}
