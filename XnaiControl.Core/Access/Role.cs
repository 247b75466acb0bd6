using System.Collections.Frozen;

namespace XnaiControl.Core.Access;

/// <summary>A named set of permissions. The first user is an administrator; finer roles extend <see cref="All"/>.</summary>
public sealed record Role(string Name, FrozenSet<Permission> Permissions)
{
    public static readonly Role Administrator = new("Admin", Enum.GetValues<Permission>().ToFrozenSet());

    public static readonly FrozenDictionary<string, Role> All =
        new[] { Administrator }.ToFrozenDictionary(role => role.Name, StringComparer.Ordinal);

    /// <summary>An unknown role grants nothing.</summary>
    public static bool Grants(IEnumerable<string> roles, Permission permission) =>
        roles.Any(name => All.TryGetValue(name, out var role) && role.Permissions.Contains(permission));
}
