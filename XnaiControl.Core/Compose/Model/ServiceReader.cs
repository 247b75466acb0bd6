using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Reads one service of the merged document.</summary>
internal sealed class ServiceReader(NodeReader reader)
{
    private readonly MountReader _mounts = new(reader);
    private readonly PortReader _ports = new(reader);

    public ComposeService Read(ScalarNode name, MappingNode service)
    {
        var dependencies = Dependencies(service);
        return new ComposeService(
            name.Raw,
            name.Place,
            Filled(reader.Text(service, "container_name")),
            Filled(reader.Text(service, "image")),
            Build(service),
            Filled(reader.Text(service, "user")),
            reader.Flag(service, "read_only"),
            reader.Bytes(service, "mem_limit") ?? DeployLimit(service),
            _mounts.Read(service),
            [.. dependencies.Select(dependency => dependency.Service)])
        {
            Range = name.Range,
            Node = service,
            NameNode = name,
            Environment = EnvironmentOf(service),
            Ports = _ports.Read(service),
            Dependencies = dependencies,
            HealthCheck = HealthCheck(service),
            Restart = Filled(reader.Text(service, "restart")),
            Command = Words(service.Find("command")),
            Profiles = reader.Texts(service, "profiles"),
        };
    }

    private ComposeBuild? Build(MappingNode service) => service.Find("build") switch
    {
        null => null,
        MappingNode build => new ComposeBuild(reader.Text(build, "context") ?? ".", reader.Text(build, "dockerfile"), reader.Text(build, "target")),
        var context => new ComposeBuild(reader.Text(context, "build") ?? ".", null, null),
    };

    private long? DeployLimit(MappingNode service) =>
        reader.Mapping(service, "deploy") is { } deploy
        && reader.Mapping(deploy, "resources") is { } resources
        && reader.Mapping(resources, "limits") is { } limits
            ? reader.Bytes(limits, "memory")
            : null;

    private ImmutableArray<EnvironmentVariable> EnvironmentOf(MappingNode service)
    {
        if (service.Find("environment") is MappingNode mapping)
        {
            return [.. mapping.Entries.Select(entry => new EnvironmentVariable(entry.Key, entry.Value is ScalarNode { IsNull: false } value ? value.Value : null)
            {
                Node = entry.Value,
                NameNode = entry.Name,
            })];
        }

        return [.. reader.Items(service, "environment").OfType<ScalarNode>().Select(item => item.Value.Split('=', 2) is [var name, var value]
            ? new EnvironmentVariable(name, value) { Node = item, NameNode = item }
            : new EnvironmentVariable(item.Value, null) { Node = item, NameNode = item })];
    }

    private ImmutableArray<ServiceDependency> Dependencies(MappingNode service) =>
        [.. reader.Names(service, "depends_on").Select(named => (named.Value as MappingNode)?.Find("condition") is ScalarNode condition
            ? new ServiceDependency(named.Name, condition.Value) { Node = named.At, ConditionNode = condition }
            : new ServiceDependency(named.Name, "service_started") { Node = named.At })];

    private ComposeHealthCheck? HealthCheck(MappingNode service)
    {
        if (reader.Mapping(service, "healthcheck") is not { } check)
        {
            return null;
        }

        var test = Words(check.Find("test"));
        return new ComposeHealthCheck(reader.Flag(check, "disable") || test is ["NONE"], test) { Node = check };
    }

    private static ImmutableArray<string> Words(Node? node) => node switch
    {
        SequenceNode list => [.. list.Items.OfType<ScalarNode>().Select(item => item.Value)],
        ScalarNode { IsNull: false } text => ShellWords.Split(text.Value),
        _ => [],
    };

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
