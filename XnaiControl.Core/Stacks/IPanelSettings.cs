namespace XnaiControl.Core.Stacks;

/// <summary>Small settings that people change in the browser, kept in <c>control.db</c>; names are stable, values text.</summary>
public interface IPanelSettings
{
    Task<string?> FindAsync(string name, CancellationToken cancellationToken);

    Task SaveAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken);
}
