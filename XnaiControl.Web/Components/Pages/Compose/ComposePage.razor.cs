using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Drift;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Stacks;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Web.Components.Pages.Compose;

/// <summary>What the rules say about a stack's files, and the ways to mend them. Works without an engine: files are enough.</summary>
public sealed partial class ComposePage
{
    private static readonly int rules = ComposeLinter.Rules.Length;
    private readonly CancellationTokenSource ended = new();
    private StackDeclaration? declaration;
    private StackFindings? findings;
    private StackKey? stack;
    private ImmutableArray<Finding> drift = [];
    private Finding? selected;
    private OperationRun? run;
    private string view = "findings";
    private int fixable;

    /// <summary>From the address; a short address means the first stack.</summary>
    [Parameter] public string? Stack { get; set; }

    [SupplyParameterFromQuery] private string? View { get; set; }

    /// <summary>The open finding's short id; without it the worst is open beside the list.</summary>
    [SupplyParameterFromQuery] private string? Finding { get; set; }

    /// <summary><c>all</c> or a rule's id: many fixes as one change.</summary>
    [SupplyParameterFromQuery] private string? Plan { get; set; }

    [SupplyParameterFromQuery] private string? File { get; set; }

    [SupplyParameterFromQuery] private int? Line { get; set; }

    [Inject] private IFindingsBoard Board { get; set; } = default!;

    [Inject] private IStackCatalog Catalog { get; set; } = default!;

    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync(Board.Subscribe());
            _ = FollowAsync(Catalog.Subscribe());
        }
    }

    protected override void OnParametersSet()
    {
        view = View ?? "findings";
        Take(Feed.Current);
    }

    protected override bool Take(StackSnapshot? snapshot)
    {
        var before = (declaration, findings, stack, drift);
        var project = Stack ?? Feed.Key?.Stack;
        var known = project is null ? Catalog.Declarations.FirstOrDefault() : Catalog.Find(project);
        declaration = known is { Files.Length: > 0 } ? known : null;
        stack = declaration is null ? null : Feed.Key is { } key && key.Stack == declaration.Project ? key : new StackKey(Feed.Engine.Endpoint.Id, declaration.Project);
        findings = declaration is null ? null : Board.Find(declaration.Project);
        drift = findings?.Lint.Model is { } model && snapshot is not null && snapshot.Key == stack ? SameOr(DriftLinter.Check(model, snapshot)) : [];
        fixable = findings?.Lint.Findings.Count(finding => finding.Fix is not null) ?? 0;
        selected = findings is null ? null : Finding is null
            ? Scope.Lint.Findings.FirstOrDefault()
            : Scope.Lint.Findings.FirstOrDefault(finding => FindingWords.Id(finding) == Finding);
        return before != (declaration, findings, stack, drift);
    }

    protected override void Dispose(bool disposing)
    {
        ended.Cancel();
        ended.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A tab is there when it has something to show.</summary>
    private IEnumerable<(string Id, string Name, int? Count)> Tabs()
    {
        yield return ("findings", "Findings", findings!.Lint.Findings.Length);
        if (!findings.Lint.Files.IsEmpty)
        {
            yield return ("editor", "Editor", null);
            if (!findings.Containerfiles.IsEmpty)
            {
                yield return ("containerfiles", "Containerfiles", findings.Containerfiles.Sum(file => file.Findings.Length));
            }

            if (Feed.Current is { } now && now.Key == stack)
            {
                yield return ("drift", "Drift", drift.Length);
            }

            yield return ("revisions", "Revisions", null);
        }
    }

    /// <summary>The findings that this view lists: of the compose files, of the files that the services build, or against what runs.</summary>
    private StackFindings Scope => view switch
    {
        "containerfiles" => findings! with
        {
            Lint = new LintResult(
                [.. findings.Containerfiles.Select(file => file.Source)], findings.Lint.Model,
                [.. findings.Containerfiles.SelectMany(file => file.Findings).OrderByDescending(finding => finding.Severity)],
                [.. findings.Containerfiles.SelectMany(file => file.Suppressed)]),
        },
        "drift" => findings! with { Lint = findings.Lint with { Findings = drift, Suppressed = [] } },
        _ => findings!,
    };

    /// <summary>The old list while it says the same, so that a beat of the sampler is no news.</summary>
    private ImmutableArray<Finding> SameOr(ImmutableArray<Finding> now) =>
        now.Select(Said).SequenceEqual(drift.Select(Said)) ? drift : now;

    private static (string, string, SourceRange) Said(Finding finding) => (finding.Key, finding.Message, finding.Place);

    private string Address(Finding finding) => Links.Finding(stack, FindingWords.Id(finding)) + (view == "findings" ? "" : $"&view={view}");

    private string PlanAddress(string what) => $"{Links.Compose(stack)}?plan={Uri.EscapeDataString(what)}";

    private string Step(int by)
    {
        var all = Scope.Lint.Findings;
        var at = selected is null ? 0 : all.IndexOf(selected);
        return Address(all[(at + by + all.Length) % all.Length]);
    }

    private void Show(OperationRun started) => run = started;

    private async Task FollowAsync(ChangeSubscription changes)
    {
        using (changes)
        {
            try
            {
                await foreach (var _ in changes.Reader.ReadAllAsync(ended.Token))
                {
                    Post(() =>
                    {
                        if (Take(Feed.Current))
                        {
                            StateHasChanged();
                        }
                    });
                }
            }
            catch (OperationCanceledException)
            {
                // The page was left.
            }
        }
    }
}
