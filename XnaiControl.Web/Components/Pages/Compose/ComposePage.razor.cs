using Microsoft.AspNetCore.Components;
using XnaiControl.Core.Compose.Linting;
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
        var before = (declaration, findings, stack);
        var project = Stack ?? Feed.Key?.Stack;
        var known = project is null ? Catalog.Declarations.FirstOrDefault() : Catalog.Find(project);
        declaration = known is { Files.Length: > 0 } ? known : null;
        stack = declaration is null ? null : Feed.Key is { } key && key.Stack == declaration.Project ? key : new StackKey(Feed.Engine.Endpoint.Id, declaration.Project);
        findings = declaration is null ? null : Board.Find(declaration.Project);
        fixable = findings?.Lint.Findings.Count(finding => finding.Fix is not null) ?? 0;
        selected = findings is null ? null : Finding is null
            ? Scope.Lint.Findings.FirstOrDefault()
            : Scope.Lint.Findings.FirstOrDefault(finding => FindingWords.Id(finding) == Finding);
        return before != (declaration, findings, stack);
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

            yield return ("revisions", "Revisions", null);
        }
    }

    /// <summary>The findings that this view lists: of the compose files, or of the files that the services build.</summary>
    private StackFindings Scope => view != "containerfiles" ? findings! : findings! with
    {
        Lint = new LintResult(
            [.. findings.Containerfiles.Select(file => file.Source)], findings.Lint.Model,
            [.. findings.Containerfiles.SelectMany(file => file.Findings).OrderByDescending(finding => finding.Severity)],
            [.. findings.Containerfiles.SelectMany(file => file.Suppressed)]),
    };

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
