using Microsoft.AspNetCore.Identity;
using XnaiControl.Core.Access;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>Reads user and roles from the database at each call, so that a revocation holds at once.</summary>
internal sealed class PermissionReader(IServiceScopeFactory scopes) : IPermissionReader
{
    public async Task<bool> IsAllowedAsync(string userId, Permission permission, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PanelUser>>();
        var user = await users.FindByIdAsync(userId);
        return user is not null && !await users.IsLockedOutAsync(user) && Role.Grants(await users.GetRolesAsync(user), permission);
    }
}
