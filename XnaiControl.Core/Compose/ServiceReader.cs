using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

internal sealed class ServiceReader(NodeReader reader)
{
    private readonly MountReader _mounts = new(reader);

    public ComposeService Read(string name, Place place, MappingNode service) => new(
        name,
        place,
        Filled(reader.Text(service, "container_name")),
        Filled(reader.Text(service, "image")),
        Build(service),
        Filled(reader.Text(service, "user")),
        reader.Flag(service, "read_only"),
        reader.Bytes(service, "mem_limit") ?? DeployLimit(service),
        _mounts.Read(service),
        reader.Names(service, "depends_on"));

    private ComposeBuild? Build(MappingNode service) => service.Find("build") switch
    {
        null => null,
        MappingNode build => new ComposeBuild(reader.Text(build, "context") ?? ".", reader.Text(build, "dockerfile"), reader.Text(build, "target")),
        var context => new ComposeBuild(reader.Text(context, "build"), null, null),
    };

    private long? DeployLimit(MappingNode service) =>
        NodeReader.Mapping(service, "deploy") is { } deploy
        && NodeReader.Mapping(deploy, "resources") is { } resources
        && NodeReader.Mapping(resources, "limits") is { } limits
            ? reader.Bytes(limits, "memory")
            : null;

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
