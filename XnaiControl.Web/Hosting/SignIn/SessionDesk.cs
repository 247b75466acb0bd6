using Microsoft.AspNetCore.Identity;
using XnaiControl.Core.Access;
using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>Opens and closes sessions, each recorded in the audit log before it takes effect.</summary>
internal sealed class SessionDesk(
    UserManager<PanelUser> users, SignInManager<PanelUser> signIn, OneTimeLink link, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Creates the first user by the one-time code. Returns what went wrong, for people, or null.</summary>
    public async Task<string?> CreateFirstUserAsync(HttpContext context, string? code, string name, string password)
    {
        if (!link.IsValid(code))
        {
            return "This link is used up or older than 10 minutes. No user was created. Restart the panel to get a new link.";
        }

        var user = new PanelUser { UserName = name, LockoutEnabled = true };
        if (await users.PasswordValidators[0].ValidateAsync(users, user, password) is { Succeeded: false } weak)
        {
            return Sentence(weak);
        }

        if (await users.UserValidators[0].ValidateAsync(users, user) is { Succeeded: false } unfit)
        {
            return Sentence(unfit);
        }

        if (users.Users.Any() || !link.TrySpend(code))
        {
            return "The first user exists already. Sign in with its password.";
        }

        if (await users.CreateAsync(user, password) is { Succeeded: false } failed)
        {
            return Sentence(failed);
        }

        await users.AddToRoleAsync(user, Role.Administrator.Name);
        await OpenAsync(context, user, "one-time-link");
        return null;
    }

    /// <summary>Signs in by password. Returns what went wrong, for people, or null.</summary>
    public async Task<string?> SignInAsync(HttpContext context, string name, string password)
    {
        var user = await users.FindByNameAsync(name);
        var result = user is null ? SignInResult.Failed : await signIn.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (user is not null && result.Succeeded)
        {
            await OpenAsync(context, user, "password");
            return null;
        }

        // The typed name may be a password typed into the wrong field: record only names that exist.
        await RecordAsync(Visitor(context, user), AuditKind.Denied, "session.sign-in", AuditResult.Denied, result.IsLockedOut ? "locked out" : "wrong name or password");
        return result.IsLockedOut
            ? "Too many wrong passwords: this user is locked for 5 minutes. Wait, then try again."
            : "Name or password is wrong. Nothing was changed; try again.";
    }

    public async Task SignOutAsync(HttpContext context)
    {
        await RecordAsync(SessionClaims.ToActor(context.User), AuditKind.SignOut, "session.sign-out", AuditResult.Succeeded, null);
        await signIn.SignOutAsync();
    }

    private async Task OpenAsync(HttpContext context, PanelUser user, string method)
    {
        var claims = SessionClaims.Create(context, method);
        var actor = SessionClaims.ToActor(new(new System.Security.Claims.ClaimsIdentity(claims))) with { UserId = user.Id, Name = user.UserName ?? "" };
        await RecordAsync(actor, AuditKind.SignIn, "session.sign-in", AuditResult.Succeeded, null);
        await signIn.SignInWithClaimsAsync(user, isPersistent: false, claims);
    }

    private static AuditActor Visitor(HttpContext context, PanelUser? user) =>
        SessionClaims.ToActor(new(new System.Security.Claims.ClaimsIdentity(SessionClaims.Create(context, "password"))))
            with { UserId = user?.Id ?? "", Name = user?.UserName ?? "unknown", Session = "" };

    private Task<AuditEntry> RecordAsync(AuditActor actor, AuditKind kind, string operation, AuditResult result, string? error) =>
        audit.AppendAsync(
            new AuditDraft(kind, actor, operation, "panel", new Dictionary<string, string>(), null, null, result, null, error,
                $"{operation}-{clock.GetUtcNow().ToUnixTimeMilliseconds():x}", null),
            CancellationToken.None);

    private static string Sentence(IdentityResult result) => string.Join(" ", result.Errors.Select(error => error.Description));
}
