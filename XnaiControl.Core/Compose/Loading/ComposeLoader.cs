using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>
/// Loads a project as Compose does: each file with what it includes and extends, the files laid over one another in
/// order, then the model. A fault never throws: it is in the log, and what can be understood is there.
/// </summary>
internal sealed class ComposeLoader
{
    private readonly ProblemLog _problems = new();
    private readonly SourceFiles _sources;
    private readonly ImmutableArray<string> _named;
    private readonly Interpolation _variables;
    private readonly Dictionary<string, MappingNode?> _documents = new(StringComparer.Ordinal);

    private ComposeLoader(ImmutableArray<string> named, IReadOnlyList<SourceText> atHand, IReadOnlyDictionary<string, string> variables)
    {
        _named = named;
        _sources = new SourceFiles(_problems);
        foreach (var source in atHand)
        {
            _sources.Put(source);
        }

        _variables = new Interpolation(variables);
    }

    /// <param name="files">Absolute paths in merge order, at least one.</param>
    /// <param name="atHand">Texts that win over the disk.</param>
    /// <param name="environment">Variables that win over the <c>.env</c> file beside the first file.</param>
    public static LoadedProject Load(IReadOnlyList<string> files, IReadOnlyList<SourceText> atHand, IReadOnlyDictionary<string, string> environment) =>
        new ComposeLoader([.. files], atHand, new LayeredVariables(environment, DotEnv.Beside(files[0]))).Load();

    private LoadedProject Load()
    {
        MappingNode? root = null;
        foreach (var file in _named)
        {
            if (Document(file, null) is { } document)
            {
                var whole = WithIncludes(document, [file]);
                whole = new ServiceExtends(this, _problems).Resolve(whole, root);
                root = root is null ? whole : (MappingNode)NodeMerge.Merge(root, whole);
            }
        }

        var model = root is null ? null : ModelReader.Read((MappingNode)NodeMerge.WithoutResets(root), _named, _problems);
        var read = _sources.Read;
        return new LoadedProject(model, [.. read.Where(s => _named.Contains(s.File)), .. read.Where(s => !_named.Contains(s.File))],
            read.Count(s => _named.Contains(s.File)), _problems.ToImmutable())
        {
            Documents = [.. _documents.Values.OfType<MappingNode>()],
        };
    }

    /// <summary>The mapping of a file, its documents laid over one another; null when it is unusable.</summary>
    public MappingNode? Document(string file, SourceRange? askedFor)
    {
        if (!_documents.TryGetValue(file, out var document))
        {
            document = _sources.Get(file, askedFor) is { } source ? Parse(source) : null;
            _documents[file] = document;
        }

        return document;
    }

    private MappingNode? Parse(SourceText source)
    {
        var before = _problems.All.Count;
        MappingNode? whole = null;
        foreach (var node in NodeBuilder.Build(source, _problems, _variables))
        {
            if (node is MappingNode mapping)
            {
                whole = whole is null ? mapping : (MappingNode)NodeMerge.Merge(whole, mapping);
            }
            else if (node is not ScalarNode { IsNull: true })
            {
                _problems.Add(DocumentRules.WrongShape, node.Range, "The file is not a mapping.", "Begin it with services: and declare the services below, indented.");
            }
        }

        if (whole is null && _problems.All.Count == before)
        {
            _problems.Add(DocumentRules.NotYaml, SourceRange.Whole(source.File), "The file is empty.", "Declare at least one service below services:.");
        }

        return whole;
    }

    /// <summary>Included files come first: what the file itself says wins.</summary>
    private MappingNode WithIncludes(MappingNode document, ImmutableList<string> path)
    {
        if (document.Find("include") is not { } include)
        {
            return document;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path[^1]))!;
        foreach (var named in (include as SequenceNode)?.Items ?? [include])
        {
            foreach (var name in IncludedPaths(named))
            {
                var file = Path.GetFullPath(name.Value, folder);
                if (path.Contains(file))
                {
                    _problems.Add(DocumentRules.Circle, name.Range, $"{Path.GetFileName(file)} includes itself by way of {string.Join(", ", path.Select(Path.GetFileName))}.", "Remove one of the include: lines.");
                }
                else if (path.Count < 20 && Document(file, name.Range) is { } included)
                {
                    var whole = new ServiceExtends(this, _problems).Resolve(WithIncludes(included, path.Add(file)), null);
                    document = (MappingNode)NodeMerge.Merge(whole, document);
                }
            }
        }

        return document;
    }

    private static IEnumerable<ScalarNode> IncludedPaths(Node node) => node switch
    {
        ScalarNode path => [path],
        MappingNode detailed => detailed.Find("path") switch
        {
            ScalarNode path => [path],
            SequenceNode list => list.Items.OfType<ScalarNode>(),
            _ => [],
        },
        _ => [],
    };
}
