using System.Globalization;
using System.Text;
using XnaiControl.Core.Access;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Web.Hosting.SignIn;

namespace XnaiControl.Web.Api;

/// <summary>A service's whole log as a text file, streamed: one line each of time, stream and text.</summary>
internal static class LogDownload
{
    public static void MapLogDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stacks/{stack}/services/{service}/log", SendAsync).RequireAuthorization();

    private static async Task SendAsync(
        string stack, string service, HttpContext context, ISnapshotStore store, IEngineMonitor monitor, IPermissionReader permissions)
    {
        var end = context.RequestAborted;
        if (!await permissions.IsAllowedAsync(SessionClaims.ToActor(context.User).UserId, Permission.ViewStack, end))
        {
            await Downloads.SayAsync(context, StatusCodes.Status403Forbidden, "The log was not sent: your role may not see this stack. Ask an administrator.");
            return;
        }

        var key = store.Stacks.FirstOrDefault(k => k.Stack == stack);
        if (store.Find(key)?.Services.FirstOrDefault(s => s.Name == service)?.Container is not { } container)
        {
            await Downloads.SayAsync(context, StatusCodes.Status404NotFound, $"There is no container of {service} in {stack}, so there is no log. The service's page says why.");
            return;
        }

        var lines = monitor.Client.ReadLogsAsync(container.Record.Id, new LogRequest(null), end).GetAsyncEnumerator(end);
        await using (lines)
        {
            bool more;
            try
            {
                more = await lines.MoveNextAsync();
            }
            catch (EngineException fault)
            {
                await Downloads.SayAsync(context, StatusCodes.Status502BadGateway, fault.Message);
                return;
            }

            await WriteAsync(context, service, lines, more);
        }
    }

    private static async Task WriteAsync(HttpContext context, string service, IAsyncEnumerator<LogLine> lines, bool more)
    {
        Downloads.Announce(context, service + ".log", "text/plain; charset=utf-8");
        await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(false), 32 << 10);
        try
        {
            for (; more; more = await lines.MoveNextAsync())
            {
                var line = lines.Current;
                await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {(line.Stream == LogStream.Stderr ? "stderr" : "stdout")} {line.Text}\n"));
            }
        }
        catch (EngineException fault)
        {
            // The headers are gone: what is missing is said where it is missing.
            await text.WriteAsync($"The log ends here because the engine stopped: {fault.Message}\n");
        }
    }
}
