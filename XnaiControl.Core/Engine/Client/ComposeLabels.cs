using System.Collections.Immutable;
using System.Text.Json;

namespace XnaiControl.Core.Engine.Client;

/// <summary>The labels that compose tools leave, of both kinds: <c>com.docker.compose.*</c> and <c>io.podman.compose.*</c>.</summary>
internal readonly struct ComposeLabels(JsonElement labels)
{
    public string? Project => Either("project");

    /// <summary>Null for a container of <c>compose run</c>: it does not stand for the service.</summary>
    public string? Service => string.Equals(Either("oneoff"), "True", StringComparison.OrdinalIgnoreCase) ? null : Either("service");

    public ImmutableArray<string> Files
    {
        get
        {
            var folder = Either("project.working_dir");
            return Either("project.config_files") is { } files
                ? [.. files.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(file => folder is null ? file : Path.GetFullPath(Path.Combine(folder, file)))
                    .Where(Path.IsPathRooted)]
                : [];
        }
    }

    private string? Either(string name) =>
        labels.Text("com.docker.compose." + name).NullIfEmpty() ?? labels.Text("io.podman.compose." + name).NullIfEmpty();
}
