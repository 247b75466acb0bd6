using System.Globalization;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>Published ports that only one side has.</summary>
internal sealed class XR109Ports : IDriftRule
{
    public RuleInfo Info { get; } = new("XR109", RuleCategory.Drift, "The published ports are not those of the file", Severity.Warning,
        Failure: "Clients reach nothing on the declared port, or a port is open that nobody meant to open.",
        Remedy: "Recreate the service.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from pair in scene.Pairs
        where pair.Container.Record.State == ContainerRunState.Running
        from finding in Compare(pair.Declared, pair.Container.Record)
        select finding;

    private IEnumerable<Finding> Compare(ComposeService service, ContainerRecord record)
    {
        // Ranges and host ports that the engine chooses have no single number to compare.
        var declared = service.Ports.Where(port => Number(port.HostPort) is not null && Number(port.ContainerPort) is not null).ToList();
        var comparable = declared.Count == service.Ports.Length;
        var published = DriftScene.Published(record);
        foreach (var port in declared.Where(port => !published.Any(found => Same(port, found))))
        {
            yield return DriftScene.Found(Info, service, port.Node.Range, port.ContainerPort + "/" + port.Protocol, $"Port {port.HostPort} is declared and not published so",
                Text(port), published.IsEmpty ? "no published port" : string.Join(", ", published.Select(Text)));
        }

        foreach (var found in published.Where(found => comparable && !declared.Exists(port => Same(port, found))).DistinctBy(found => (found.HostPort, found.ContainerPort, found.Protocol)))
        {
            if (!declared.Exists(port => Number(port.ContainerPort) == found.ContainerPort && port.Protocol == found.Protocol))
            {
                yield return DriftScene.Found(Info, service, DriftScene.PlaceOf(service, "ports"), $"{found.ContainerPort}/{found.Protocol}", $"Port {found.HostPort} is published and not declared", "nothing about it", Text(found));
            }
        }
    }

    private static bool Same(ServicePort declared, PortBinding found) =>
        Number(declared.HostPort) == found.HostPort && Number(declared.ContainerPort) == found.ContainerPort && declared.Protocol == found.Protocol && Address(declared.HostAddress) == Address(found.HostAddress);

    private static string Address(string address) => address is "" or "0.0.0.0" or "::" or "*" ? "" : address;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Text(ServicePort port) => $"{(port.HostAddress.Length > 0 ? port.HostAddress + ":" : "")}{port.HostPort} to {port.ContainerPort}/{port.Protocol}";

    private static string Text(PortBinding port) => $"{(Address(port.HostAddress).Length > 0 ? port.HostAddress + ":" : "")}{port.HostPort} to {port.ContainerPort}/{port.Protocol}";
}
