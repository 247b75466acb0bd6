using System.Security.Claims;
using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>What a session carries beside the user: its own id, how and from where it was opened.</summary>
internal static class SessionClaims
{
    private const string Session = "xnai:session";
    private const string Method = "xnai:method";
    private const string Address = "xnai:address";
    private const string Agent = "xnai:agent";

    public static Claim[] Create(HttpContext context, string method) =>
    [
        new(Session, "s-" + Guid.CreateVersion7().ToString("N")[^8..]),
        new(Method, method),
        new(Address, context.Connection.RemoteIpAddress?.ToString() ?? ""),
        new(Agent, Shorten(context.Request.Headers.UserAgent.ToString())),
    ];

    public static AuditActor ToActor(ClaimsPrincipal user) => new(
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? "",
        user.Identity?.Name ?? "",
        user.FindFirstValue(Session) ?? "",
        user.FindFirstValue(Method) ?? "",
        user.FindFirstValue(Address) ?? "",
        user.FindFirstValue(Agent) ?? "");

    private static string Shorten(string agent) => agent.Length > 200 ? agent[..200] : agent;
}
