using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>Ports on all interfaces. What is meant for everyone (80, 443, UDP) is told, not changed.</summary>
internal sealed partial class XC305OpenPorts : IComposeRule
{
    private const string Loopback = "127.0.0.1";

    public RuleInfo Info { get; } = new("XC305", RuleCategory.Security, "A port is open on all interfaces", Severity.Warning,
        Failure: "Everybody who reaches the host reaches the service. A rootful engine forwards the port before ufw or firewalld see it, so a closed firewall does not help.",
        Remedy: "Bind it to the loopback address (127.0.0.1:8000:8000) and let a reverse proxy publish what others need, or name the one address that it is for. The fix binds to 127.0.0.1.",
        Fixable: true,
        Bad: "ports:\n  - \"8000:8000\"",
        Good: "ports:\n  - \"127.0.0.1:8000:8000\"",
        Source: "Docker documentation, \"Packet filtering and firewalls\"; moby#22054");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services.Where(service => service.Node.Find("network_mode") is not ScalarNode { Value: "host" or "none" }))
        {
            foreach (var port in service.Ports.Where(IsOpen))
            {
                var published = port.HostPort.Length > 0 ? $"Port {port.HostPort}" : $"A free port for {port.ContainerPort}";
                var finding = ComposeScene.Found(Info, service, port.Node.Range, $"{port.HostPort}:{port.ContainerPort}/{port.Protocol}", $"{published} is open on all interfaces");
                yield return port.HostPort is "80" or "443" || port.Protocol == "udp"
                    ? finding with { Severity = Severity.Note, NoFix = $"Port {port.HostPort}{(port.Protocol == "udp" ? "/udp" : "")} is usually meant for others. If not, write {Loopback}: in front of it." }
                    : ComposeScene.Answered(finding, ComposeScene.FixBy($"Bind it to {Loopback}", Edit(port)), "The address comes from a variable, or the port is written in a way that cannot be changed with certainty.");
            }
        }
    }

    private static bool IsOpen(ServicePort port) => port.HostAddress is "" or "0.0.0.0" or "::" or "*"
        && !(port.Node is ScalarNode { Raw: var raw } && raw.Contains('$') && Host(port).Length == 0);

    private static string Host(ServicePort port) => port.HostAddress + port.HostPort;

    private static TextEdit? Edit(ServicePort port) => port.Node switch
    {
        MappingNode mapping => YamlEdit.SetEntry(mapping, "host_ip", Loopback, "target", "published"),
        ScalarNode text => InText(text, port),
        _ => null,
    };

    private static TextEdit? InText(ScalarNode text, ServicePort port)
    {
        if (port.HostAddress.Length == 0)
        {
            // A port alone is the container's: an empty host port keeps the engine's choice.
            return text.Locate(0, 0) is { } start ? YamlEdit.Replace(text.Source, start, port.HostPort.Length == 0 && !text.Raw.Contains(':') ? $"{Loopback}::" : $"{Loopback}:") : null;
        }

        return Address().Match(text.Raw) is { Success: true, Groups: var groups } && text.Locate(groups["any"].Index, groups["any"].Length) is { } any
            ? YamlEdit.Replace(text.Source, any, Loopback)
            : null;
    }

    /// <summary>The address as a literal, in brackets, or as a variable's default.</summary>
    [GeneratedRegex(@"^(?:(?<any>0\.0\.0\.0|\*|\[::\]):|\$\{[A-Za-z_][A-Za-z0-9_]*:?-(?<any>0\.0\.0\.0|\[::\])\}:)")]
    private static partial Regex Address();
}
