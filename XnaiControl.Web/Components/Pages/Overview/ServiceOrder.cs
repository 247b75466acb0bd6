using System.Collections.Immutable;
using XnaiControl.Core.Metering;

namespace XnaiControl.Web.Components.Pages.Overview;

internal enum SortBy { Name, State, Uptime, Restarts, Cpu, Memory, Tmpfs }

/// <summary>
/// The order of the rows. It is decided when the page opens, when a person sorts, and when services come or go; never
/// by a beat, because rows must not move under the pointer.
/// </summary>
internal sealed class ServiceOrder
{
    private ImmutableArray<string> names = [];

    public SortBy By { get; private set; } = SortBy.State;

    public bool Descending { get; private set; }

    /// <summary>Sorts by a column; the same column again turns the order round.</summary>
    public void Sort(SortBy by, ImmutableArray<ServiceSnapshot> services)
    {
        Descending = by == By ? !Descending : by is SortBy.Cpu or SortBy.Memory or SortBy.Tmpfs or SortBy.Restarts;
        By = by;
        Decide(services);
    }

    public IEnumerable<ServiceSnapshot> Apply(ImmutableArray<ServiceSnapshot> services)
    {
        if (names.Length != services.Length || services.Any(s => !names.Contains(s.Name)))
        {
            Decide(services);
        }

        return services.OrderBy(s => names.IndexOf(s.Name));
    }

    private void Decide(ImmutableArray<ServiceSnapshot> services)
    {
        var sorted = Descending ? services.OrderByDescending(Key) : services.OrderBy(Key);
        names = [.. sorted.ThenBy(s => s.Name, StringComparer.Ordinal).Select(s => s.Name)];
    }

    private IComparable Key(ServiceSnapshot service) => By switch
    {
        SortBy.Name => service.Name,
        SortBy.Uptime => service.Container?.Record is { Pid: > 0, StartedAt: { } at } ? -at.UtcTicks : 0L,
        SortBy.Restarts => service.Container?.Record.RestartCount ?? -1,
        SortBy.Cpu => service.Container?.Cpu.Value ?? -1d,
        SortBy.Memory => service.Container?.Memory.Value.UsedBytes ?? -1L,
        SortBy.Tmpfs => service.Container?.Tmpfs.Select(t => t.Reading.Value?.UsedShare ?? 0).DefaultIfEmpty(-1).Max() ?? -1d,
        _ => Severity.Of(service.State),
    };
}
