using System.Collections;
using System.Collections.Immutable;
using System.Text;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Stacks;

/// <summary>Turns a compose file into a declaration.</summary>
internal static class StackFile
{
    /// <param name="project">Empty: the file's <c>name:</c>, else <c>COMPOSE_PROJECT_NAME</c> of its folder's <c>.env</c>, else the folder's name.</param>
    /// <exception cref="ComposeException">The file cannot be read.</exception>
    public static StackDeclaration Read(string file, string project)
    {
        var environment = Variables();
        var model = ComposeReader.Read([file], environment);
        var name = project.Length > 0 ? project
            : model.Name is { Length: > 0 } own ? own
            : ComposeReader.DotEnvBeside(file).GetValueOrDefault("COMPOSE_PROJECT_NAME") is { Length: > 0 } set ? set
            : FolderProject(file);
        return new StackDeclaration(name, model.Files, [.. model.Services.Select(Service)], null);
    }

    /// <summary>The folder's name as the compose tools make a project of it: lower case, without other signs.</summary>
    public static string FolderProject(string file)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(file)) ?? "";
        var name = new StringBuilder();
        foreach (var letter in folder.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            name.Append(letter);
        }

        return name.Length > 0 ? name.ToString() : "stack";
    }

    private static DeclaredService Service(ComposeService service) => new(
        service.Name,
        service.ContainerName,
        service.Image,
        service.Build is not null,
        service.User,
        service.ReadOnly,
        service.MemoryLimitBytes,
        [.. service.Mounts.Select(Mount)],
        service.DependsOn);

    private static DeclaredMount Mount(ComposeMount mount) => mount.Kind switch
    {
        ComposeMountKind.Tmpfs => new DeclaredMount(DeclaredMountKind.Tmpfs, mount.Target, mount.Options, mount.Place.Line),
        ComposeMountKind.Bind => new DeclaredMount(DeclaredMountKind.Bind, mount.Target, mount.Source, mount.Place.Line),
        _ => new DeclaredMount(DeclaredMountKind.Volume, mount.Target, mount.Source, mount.Place.Line),
    };

    public static Dictionary<string, string> Variables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
}
