using System.Collections.Immutable;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Stacks;
using XnaiControl.Web.Components.Live;
using XnaiControl.Web.Components.Pages.Compose;
using XnaiControl.Web.Components.Pages.Rules;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Layout;

/// <summary>Finds pages, services, mounts, findings, rules and recent operations by the words of a person.</summary>
internal sealed class Finder(ISnapshotStore store, IOperationDesk desk, IStackCatalog catalog, IFindingsBoard board)
{
    private const int Most = 12;

    private static readonly ImmutableArray<Hit> Pages =
    [
        new("Overview", "page", "grid", Links.Overview(null)),
        new("Services", "page", "svc", Links.Services(null)),
        new("Storage", "page", "disk", Links.Storage(null)),
        new("Compose", "page", "file", Links.Compose(null)),
        new("Rules", "page", "file", Links.Rules),
        new("Checklist", "page", "list", Links.Checklist),
        new("Operations", "page", "op", Links.Operations),
        new("Audit", "page", "chain", Links.Audit),
        new("Settings", "page", "set", Links.Settings),
    ];

    public async Task<ImmutableArray<Hit>> FindAsync(string text, CancellationToken cancellationToken)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return Pages;
        }

        var operations = await desk.RecentAsync(null, 50, cancellationToken);
        return
        [
            .. Services().Concat(Pages).Concat(Mounts()).Concat(Findings()).Concat(Rules).Concat(operations.Select(OfOperation))
                .Where(hit => words.All(word => (hit.Title + " " + hit.Kind).Contains(word, StringComparison.OrdinalIgnoreCase)))
                .OrderByDescending(hit => hit.Title.StartsWith(words[0], StringComparison.OrdinalIgnoreCase))
                .Take(Most),
        ];
    }

    private IEnumerable<Hit> Services() =>
        from key in store.Stacks
        let snapshot = store.Find(key)
        where snapshot is not null
        from service in snapshot.Services
        select new Hit(service.Name, store.Stacks.Length > 1 ? $"service of {key.Stack}" : "service", "svc", Links.Service(key, service.Name));

    private IEnumerable<Hit> Mounts() =>
        from key in store.Stacks
        let snapshot = store.Find(key)
        where snapshot is not null
        from service in snapshot.Services
        from mount in service.Container?.Tmpfs ?? []
        select new Hit($"{service.Name} {mount.Target}", "tmpfs", "disk", Links.Mount(key, service.Name, mount.Target));

    private static IEnumerable<Hit> Rules => RuleBook.All.Select(rule => new Hit($"{rule.Id} {rule.Title}", "rule", "info", Links.Rule(rule.Id)));

    private IEnumerable<Hit> Findings() =>
        from declaration in catalog.Declarations
        let known = board.Find(declaration.Project)
        where known is not null
        let key = store.Stacks.FirstOrDefault(key => key.Stack == declaration.Project)
        from finding in known.Lint.Findings
        select new Hit($"{finding.Rule.Id} {finding.Service} {finding.Message}", "finding", FindingWords.Of(finding.Severity).Icon,
            Links.Finding(key == default ? null : key, FindingWords.Id(finding)));

    private static Hit OfOperation(OperationRun run) =>
        new(OperationWords.Title(run), StateWord.Of(run.State).Word.ToLowerInvariant(), "op", Links.Operation(run.Id));
}
