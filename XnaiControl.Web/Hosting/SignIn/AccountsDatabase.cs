using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using XnaiControl.Core.Access;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>Keeps the account tables up to date and the roles present.</summary>
internal static class AccountsDatabase
{
    public static void Migrations(SqliteDbContextOptionsBuilder sqlite) => sqlite.MigrationsHistoryTable("__AccountsMigrations");

    public static async Task MigrateAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().Database.MigrateAsync();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var role in Role.All.Values)
        {
            if (!await roles.RoleExistsAsync(role.Name))
            {
                await roles.CreateAsync(new IdentityRole(role.Name));
            }
        }
    }

    public static async Task<bool> HasUsersAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountsDbContext>().Users.AnyAsync();
    }
}
