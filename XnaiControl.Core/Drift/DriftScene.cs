using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Metering;

namespace XnaiControl.Core.Drift;

/// <summary>The file and the running stack, side by side.</summary>
internal sealed class DriftScene(ComposeModel model, StackSnapshot snapshot)
{
    public ComposeModel Model { get; } = model;

    public StackSnapshot Snapshot { get; } = snapshot;

    /// <summary>Services that both sides know, with each of their containers.</summary>
    public IEnumerable<(ComposeService Declared, ContainerSnapshot Container)> Pairs { get; } =
        [.. from service in snapshot.Services
            let declared = model.Find(service.Name)
            where declared is not null
            from container in service.Containers
            select (declared, container)];

    /// <param name="at">Where the file declares what differs.</param>
    /// <param name="subject">See <see cref="Finding.Subject"/>.</param>
    public static Finding Found(RuleInfo rule, ComposeService service, SourceRange at, string subject, string message, string declared, string running) =>
        new(rule, rule.Severity, at, service.Name, subject, message, [new Evidence($"The file says {declared}", at), new Evidence($"The engine has {running}")],
            NoFix: $"Recreate {service.Name} so that the file applies, or change the file to what runs.");

    /// <summary>The place of a service's key, else of the service.</summary>
    public static SourceRange PlaceOf(ComposeService service, string key) => service.Node.Entry(key) is { } entry ? entry.Name.Range : service.Range;

    public static ImmutableArray<PortBinding> Published(ContainerRecord record) => [.. record.Ports.Where(port => port.HostPort > 0)];
}
