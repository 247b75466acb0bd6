using XnaiControl.Core.Access;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Tests.Components.Pages.Settings;

public sealed class FakePermissions : IPermissionReader
{
    public bool Allowed { get; set; } = true;

    public List<Permission> Asked { get; } = [];

    public Task<bool> IsAllowedAsync(string userId, Permission permission, CancellationToken cancellationToken)
    {
        Asked.Add(permission);
        return Task.FromResult(Allowed);
    }
}

/// <summary>Settings in memory; can be made to fail like a full disk.</summary>
public sealed class FakeSettings : IPanelSettings
{
    public Dictionary<string, string> Values { get; } = [];

    public string? Failure { get; set; }

    public Task<string?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(Values.GetValueOrDefault(name));

    public Task SaveAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            throw new IOException(Failure);
        }

        foreach (var (name, value) in values)
        {
            Values[name] = value;
        }

        return Task.CompletedTask;
    }
}
