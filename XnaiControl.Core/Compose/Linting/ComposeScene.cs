using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>What a rule looks at, and how it says what it saw.</summary>
internal sealed class ComposeScene(ComposeModel model, DocumentIndex documents, LintOptions options)
{
    private readonly Dictionary<string, HashSet<string>> _declared = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, (ComposeService Service, ServiceDependency Dependency)>> _dependants = new(() =>
        model.Services.SelectMany(service => service.Dependencies.Select(dependency => (service, dependency))).ToLookup(pair => pair.dependency.Service, StringComparer.Ordinal));

    private readonly Lazy<Dictionary<string, ComposeService>> _byName = new(() => model.Services.ToDictionary(service => service.Name, StringComparer.Ordinal));

    /// <summary>Leads from a value to the text that holds it, for edits.</summary>
    public DocumentIndex Documents { get; } = documents;

    public ComposeModel Model { get; } = model;

    public LintOptions Options { get; } = options;

    public ComposePolicy Policy => Options.Policy;

    public ImmutableArray<ComposeService> Services => Model.Services;

    /// <summary>Who depends on a service, with the entry that says so.</summary>
    public IEnumerable<(ComposeService Service, ServiceDependency Dependency)> DependantsOf(string service) => _dependants.Value[service];

    public ComposeService? Find(string service) => _byName.Value.GetValueOrDefault(service);

    /// <summary>The names below a top-level key: <c>volumes</c>, <c>networks</c>, <c>secrets</c>, <c>configs</c>.</summary>
    public IReadOnlySet<string> Declared(string key)
    {
        if (!_declared.TryGetValue(key, out var names))
        {
            _declared[key] = names = (Model.Root.Find(key) as MappingNode)?.Entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal) ?? [];
        }

        return names;
    }

    /// <summary>What the policy wants for a target; the defaults for one that it does not name. /run is /var/run in nearly every image.</summary>
    public TmpfsPolicy PolicyFor(string target) => Policy.Tmpfs.GetValueOrDefault(target) ?? (target == "/run" ? Policy.Tmpfs.GetValueOrDefault("/var/run") : null) ?? new TmpfsPolicy(Policy.DefaultTmpfsSize, Policy.DefaultTmpfsMode, MountChoice.Tmpfs);

    /// <param name="subject">What within the service, see <see cref="Finding.Subject"/>.</param>
    public static Finding Found(RuleInfo rule, ComposeService service, SourceRange at, string subject, string message, params ReadOnlySpan<Evidence> evidence) =>
        new(rule, rule.Severity, at, service.Name, subject, message, [.. evidence]);

    /// <summary>Null when one of the edits is not certain: fixes are whole or not at all.</summary>
    public static Fix? FixBy(string title, params ReadOnlySpan<TextEdit?> edits)
    {
        var certain = ImmutableArray.CreateBuilder<TextEdit>(edits.Length);
        foreach (var edit in edits)
        {
            if (edit is null)
            {
                return null;
            }

            certain.Add(edit);
        }

        return new Fix(title, certain.ToImmutable());
    }

    /// <summary>The finding with its fix, or with the reason why there is none.</summary>
    public static Finding Answered(Finding finding, Fix? fix, string otherwise) => fix is null ? finding with { NoFix = otherwise } : finding with { Fix = fix };

    public static Evidence See(string text, Node at) => new(text, at.Range);
}
