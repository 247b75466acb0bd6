using System.Collections.Immutable;

namespace XnaiControl.Core.Compose;

/// <summary>Which files make a project, as Compose finds them.</summary>
public static class ComposeFiles
{
    private static readonly ImmutableArray<string> Names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "podman-compose.yml", "podman-compose.yaml"];

    private static readonly ImmutableArray<string> Endings = [".yml", ".yaml"];

    /// <summary>The file and, where it has a default name, the override file of that name beside it.</summary>
    /// <returns>Absolute paths in merge order.</returns>
    public static ImmutableArray<string> WithOverride(string file)
    {
        var path = Path.GetFullPath(file);
        var name = Path.GetFileNameWithoutExtension(path);
        if (!Names.Contains(Path.GetFileName(path)))
        {
            return [path];
        }

        var folder = Path.GetDirectoryName(path)!;
        var beside = Endings.Select(ending => Path.Combine(folder, $"{name}.override{ending}")).FirstOrDefault(File.Exists);
        return beside is null ? [path] : [path, beside];
    }

    /// <summary>The compose file that a folder holds, by the names and the order that Compose uses; null when there is none.</summary>
    public static string? In(string folder) => Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
