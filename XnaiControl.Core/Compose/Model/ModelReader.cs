using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>Reads the model from the merged document. Profiles are ignored: every service of the files is declared.</summary>
internal static class ModelReader
{
    public static ComposeModel Read(MappingNode root, ImmutableArray<string> files, ProblemLog problems)
    {
        var reader = new NodeReader(problems);
        var services = new ServiceReader(reader);
        var declared = ImmutableArray.CreateBuilder<ComposeService>();
        foreach (var entry in reader.Mapping(root, "services")?.Entries ?? [])
        {
            if (reader.Mapping(entry.Value, $"The service {entry.Key}") is { } service)
            {
                declared.Add(services.Read(entry.Name, service));
            }
        }

        return new ComposeModel(reader.Text(root, "name"), files, declared.ToImmutable()) { Root = root, Volumes = Volumes(reader, root) };
    }

    private static ImmutableArray<NamedVolume> Volumes(NodeReader reader, MappingNode root) =>
        [.. (reader.Mapping(root, "volumes")?.Entries ?? []).Select(entry => Volume(reader, entry))];

    private static NamedVolume Volume(NodeReader reader, Entry entry)
    {
        var volume = entry.Value as MappingNode;
        var options = volume is null ? null : reader.Mapping(volume, "driver_opts");
        var tmpfs = options is not null && reader.Text(options, "type") == "tmpfs";
        var external = volume?.Find("external") is MappingNode || (volume is not null && reader.Flag(volume, "external"));
        return new NamedVolume(entry.Key, external, tmpfs, options is null ? "" : reader.Text(options, "o") ?? "") { NameNode = entry.Name, Node = entry.Value };
    }
}
