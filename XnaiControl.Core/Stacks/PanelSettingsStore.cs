using Microsoft.EntityFrameworkCore;

namespace XnaiControl.Core.Stacks;

internal sealed class PanelSettingsStore(IDbContextFactory<StacksDbContext> factory) : IPanelSettings
{
    public async Task<string?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        return await context.Settings.Where(row => row.Name == name).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    public async Task SaveAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (name, value) in values)
        {
            if (await context.Settings.FindAsync([name], cancellationToken).ConfigureAwait(false) is { } row)
            {
                row.Value = value;
            }
            else
            {
                context.Settings.Add(new SettingRow { Name = name, Value = value });
            }
        }

        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
    }
}
