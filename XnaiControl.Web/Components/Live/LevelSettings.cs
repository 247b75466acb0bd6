using System.Globalization;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Web.Components.Live;

/// <summary>The levels that people set, kept in the panel's settings and put into force at the start and at each change.</summary>
public sealed class LevelSettings(IPanelSettings settings, MeteringOptions levels) : IHostedLifecycleService
{
    private const string WarningName = "levels.warning";
    private const string CriticalName = "levels.critical";

    /// <summary>Why two levels, in whole percent, cannot serve; null when they can.</summary>
    public static string? Problem(int? warning, int? critical) => (warning, critical) switch
    {
        (null, _) or (_, null) => "Nothing was changed. Write both levels as whole percent, for example 80 and 95.",
        ( < 10 or > 98, _) => "Nothing was changed. The warning level must be between 10 and 98 %.",
        (_, < 11 or > 99) => "Nothing was changed. The critical level must be between 11 and 99 %.",
        var (low, high) when low >= high => "Nothing was changed. The warning level must be below the critical level.",
        _ => null,
    };

    /// <summary>Keeps both and puts them into force; the next sample is judged by them.</summary>
    /// <param name="warning">Whole percent.</param>
    /// <param name="critical">Whole percent.</param>
    public async Task SaveAsync(int warning, int critical)
    {
        await settings.SaveAsync(
            new Dictionary<string, string>
            {
                [WarningName] = warning.ToString(CultureInfo.InvariantCulture),
                [CriticalName] = critical.ToString(CultureInfo.InvariantCulture),
            },
            CancellationToken.None);
        Apply(warning, critical);
    }

    // After the settings' tables are up to date, before the sampler's first sample.
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var warning = await FindAsync(WarningName, cancellationToken);
        var critical = await FindAsync(CriticalName, cancellationToken);
        if (Problem(warning, critical) is null)
        {
            Apply(warning!.Value, critical!.Value);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Apply(int warning, int critical) => (levels.WarningShare, levels.CriticalShare) = (warning / 100.0, critical / 100.0);

    private async Task<int?> FindAsync(string name, CancellationToken cancellationToken) =>
        int.TryParse(await settings.FindAsync(name, cancellationToken), CultureInfo.InvariantCulture, out var percent) ? percent : null;
}
