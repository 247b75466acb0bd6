using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>A person who may sign in.</summary>
public sealed class PanelUser : IdentityUser;

/// <summary>Users and roles, in <c>control.db</c> beside the other slices' tables.</summary>
public sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options) : IdentityDbContext<PanelUser>(options);

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
internal sealed class AccountsDesignFactory : IDesignTimeDbContextFactory<AccountsDbContext>
{
    public AccountsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<AccountsDbContext>().UseSqlite("Data Source=design.db", AccountsDatabase.Migrations).Options);
}
