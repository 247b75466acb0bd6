using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;

namespace XnaiControl.Core.Compose;

/// <summary>
/// Reads compose files into a <see cref="ComposeModel"/>. Every fault is a <see cref="ComposeException"/> with its
/// place and remedy. Profiles are ignored: every service of the files is declared.
/// </summary>
public static class ComposeReader
{
    private const long MaxFileBytes = 4 << 20;

    /// <summary>Reads the files in merge order.</summary>
    /// <param name="files">Absolute paths, at least one.</param>
    /// <param name="environment">Variables that win over the <c>.env</c> file beside the first compose file.</param>
    public static ComposeModel Read(IReadOnlyList<string> files, IReadOnlyDictionary<string, string> environment)
    {
        var sources = files.Select(file => (file, Load(file))).ToList();
        return Parse(sources, DotEnvBeside(files[0]).SetItems(environment));
    }

    /// <summary>The variables of the <c>.env</c> file in the folder of a compose file; none when there is no such file.</summary>
    public static ImmutableDictionary<string, string> DotEnvBeside(string file)
    {
        var dotEnv = Path.Combine(Path.GetDirectoryName(file) ?? "", ".env");
        return File.Exists(dotEnv) ? DotEnv.Parse(Load(dotEnv)) : [];
    }

    /// <summary>As <see cref="Read"/>, from texts already at hand.</summary>
    public static ComposeModel Parse(IReadOnlyList<(string File, string Text)> sources, IReadOnlyDictionary<string, string> variables)
    {
        var root = sources.SelectMany(source => Documents(source.File, source.Text)).Aggregate((lower, upper) => NodeMerge.Merge(lower, upper));
        var reader = new NodeReader(new Interpolation(variables));
        var services = new ServiceReader(reader);
        var file = (MappingNode)NodeMerge.WithoutResets(ServiceExtends.Resolve((MappingNode)root));
        var declared = NodeReader.Mapping(file, "services") ?? MappingNode.Empty(file.Place);
        return new ComposeModel(
            reader.Text(file, "name"),
            [.. sources.Select(source => source.File)],
            [.. declared.Entries.Where(e => e.Value is not ScalarNode { IsNull: true }).Select(e => services.Read(e.Key, e.KeyPlace, NodeReader.Mapping(e.Value, $"The service {e.Key}")))]);
    }

    private static IEnumerable<Node> Documents(string file, string text)
    {
        var documents = NodeBuilder.Build(file, text).Where(node => node is not ScalarNode { IsNull: true }).ToList();
        return documents.Count == 0
            ? throw new ComposeException(Place.Whole(file), "The file is empty.", "Declare at least one service below services:.")
            : documents.Select(node => NodeReader.Mapping(node, "The file"));
    }

    private static string Load(string file)
    {
        try
        {
            var size = new FileInfo(file).Length;
            return size <= MaxFileBytes
                ? File.ReadAllText(file)
                : throw new ComposeException(Place.Whole(file), $"The file has {size >> 20} MiB.", $"A compose file may have at most {MaxFileBytes >> 20} MiB: name the right file.");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ComposeException(Place.Whole(file), "The file does not exist.", "Check the path; it is read on the host where the panel runs.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ComposeException(Place.Whole(file), $"The file cannot be read: {fault.Message}", "Give the panel's user read access to it.", fault);
        }
    }
}
