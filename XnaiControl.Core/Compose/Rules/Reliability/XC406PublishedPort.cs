using System.Globalization;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC406PublishedPort : IComposeRule
{
    public RuleInfo Info { get; } = new("XC406", RuleCategory.Reliability, "One port of the host is published twice", Severity.Critical,
        Failure: "The second container does not start: \"address already in use\" or \"port is already allocated\".",
        Remedy: "Publish one of them on another port of the host, or bind them to different addresses.",
        Bad: "a: { ports: [\"8000:80\"] }\nb: { ports: [\"8000:8080\"] }",
        Good: "a: { ports: [\"8000:80\"] }\nb: { ports: [\"8001:8080\"] }",
        Source: "Compose specification, ports");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        var known = new Dictionary<int, List<Taken>>();
        foreach (var later in scene.Services.SelectMany(service => service.Ports.Select(port => Taken.Of(service, port))).OfType<Taken>())
        {
            Taken? first = null;
            foreach (var number in later.Numbers)
            {
                if (!known.TryGetValue(number, out var earlier))
                {
                    known[number] = earlier = [];
                }

                first ??= earlier.Find(later.Collides);
                earlier.Add(later);
            }

            if (first is not null)
            {
                yield return Finding(later, first);
            }
        }
    }

    private Finding Finding(Taken later, Taken first)
    {
        var ports = later.Port.HostPort;
        return ComposeScene.Found(Info, later.Service, later.Port.Node.Range, $"{later.Port.HostAddress}:{ports}/{later.Port.Protocol}",
            first.Service.Name == later.Service.Name ? $"Port {ports} is published twice" : $"Port {ports} is published by {first.Service.Name} already",
            ComposeScene.See($"{first.Service.Name} publishes {first.Port.HostPort}", first.Port.Node));
    }

    private sealed record Taken(ComposeService Service, ServicePort Port, int First, int Last)
    {
        /// <summary>Null for a port that the engine chooses or that is not known.</summary>
        public static Taken? Of(ComposeService service, ServicePort port)
        {
            var ends = port.HostPort.Split('-');
            return ends.Length <= 2 && ushort.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                && ushort.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first > 0 && last - first is >= 0 and < 1_000
                && !(ends.Length == 2 && !port.ContainerPort.Contains('-'))
                    ? new Taken(service, port, first, last)
                    : null;
        }

        public IEnumerable<int> Numbers => Enumerable.Range(First, Last - First + 1);

        public bool Collides(Taken other) => Port.Protocol == other.Port.Protocol
            && (Port.HostAddress == other.Port.HostAddress || IsAny(Port.HostAddress) || IsAny(other.Port.HostAddress))
            && !(IsAny(Port.HostAddress) && IsAny(other.Port.HostAddress) && Port.HostAddress.Contains(':') != other.Port.HostAddress.Contains(':'))
            && (ReferenceEquals(Service, other.Service) || ServiceRoles.MayRunTogether(Service, other.Service));

        private static bool IsAny(string address) => address is "" or "0.0.0.0" or "::";
    }
}
