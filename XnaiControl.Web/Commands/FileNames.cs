using System.Text.RegularExpressions;

namespace XnaiControl.Web.Commands;

/// <summary>What a file is, by its name.</summary>
internal static partial class FileNames
{
    private static readonly string[] Endings = [".yaml", ".yml"];

    /// <summary><c>Dockerfile</c>, <c>Containerfile</c>, either with an ending of its own, or as an ending.</summary>
    public static bool IsContainerfile(string file) => Containerfile().IsMatch(Path.GetFileName(file)) && !file.EndsWith(".dockerignore", StringComparison.Ordinal);

    /// <summary>A name that Compose looks for by itself.</summary>
    public static bool IsCompose(string file) => Compose().IsMatch(Path.GetFileName(file));

    /// <summary>A name of one's own with "compose" in it, such as <c>docker-compose.prod.yml</c>: part of a project, or one of its own.</summary>
    public static bool IsVariant(string file) => Variant().IsMatch(Path.GetFileName(file)) && !IsCompose(file);

    public static bool IsOverride(string file) => Path.GetFileNameWithoutExtension(file).EndsWith(".override", StringComparison.Ordinal);

    /// <summary>The files that this one overrides by its name, whether they exist or not.</summary>
    public static IEnumerable<string> Bases(string file) => IsOverride(file)
        ? Endings.Select(ending => Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileNameWithoutExtension(file)[..^".override".Length] + ending))
        : [];

    [GeneratedRegex(@"^((Docker|Container)file(\.[\w.-]+)?|[\w.-]+\.(Dockerfile|dockerfile|Containerfile|containerfile))$")]
    private static partial Regex Containerfile();

    [GeneratedRegex(@"^(compose|docker-compose|podman-compose)\.ya?ml$")]
    private static partial Regex Compose();

    [GeneratedRegex(@"compose.*\.ya?ml$", RegexOptions.IgnoreCase)]
    private static partial Regex Variant();
}
