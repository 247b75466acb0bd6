using System.Collections.Immutable;
using System.Globalization;
using XnaiControl.Core.Containerfiles.Document;

namespace XnaiControl.Core.Containerfiles.Packages;

/// <summary>What later stages take out of earlier ones: a folder under a cache mount would be missing there.</summary>
internal sealed class CopiedOut
{
    /// <summary>More sources than any real file has; beyond, no fix is offered.</summary>
    private const int Most = 256;

    private readonly Dictionary<string, HashSet<string>> _byStage = new(StringComparer.OrdinalIgnoreCase);

    public static CopiedOut Of(ImmutableArray<Stage> stages)
    {
        var copies = new CopiedOut();
        foreach (var step in stages.SelectMany(stage => stage.Steps.AsEnumerable()).Where(step => step.Effective.Keyword == "COPY"))
        {
            if (step.Effective.Flag("from")?.Value is { Length: > 0 } from)
            {
                copies.Add(from, step);
            }
        }

        return copies;
    }

    /// <summary>Why a mount on the folders would change what a later stage gets, or null.</summary>
    public string? Obstacle(Stage stage, ImmutableArray<CacheFolder> folders)
    {
        var sources = Sources(stage.Name).Concat(Sources(stage.Index.ToString(CultureInfo.InvariantCulture))).Take(Most).ToList();
        return sources.Count == Most
            ? "Too many paths are copied out of this stage to know that the mount holds none of them."
            : sources.FirstOrDefault(source => folders.Any(folder => UnixPath.IsIn(source, folder.Path) || UnixPath.IsIn(folder.Path, source))) is { } copied
                ? $"A later stage copies {copied}, which the mount would keep out of the image."
                : null;
    }

    private void Add(string from, Step step)
    {
        if (!_byStage.TryGetValue(from, out var sources))
        {
            _byStage[from] = sources = new HashSet<string>(StringComparer.Ordinal);
        }

        foreach (var word in step.Effective.List.SkipLast(1).Take(Most))
        {
            if (sources.Count < Most && step.Before.Expand(word) is { Length: > 1 and <= Variables.MaxLength } path && UnixPath.Clean(path) is var source and not "/")
            {
                sources.Add(source);
            }
        }
    }

    private HashSet<string> Sources(string stage) => _byStage.TryGetValue(stage, out var sources) ? sources : [];
}
