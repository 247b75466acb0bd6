using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Stacks;

/// <summary>
/// Lints one stack after the other, never two at once, when a file, the catalog or what the engine says of itself has
/// changed. Files that have not changed since the last lint are not read again.
/// </summary>
internal sealed partial class FindingsBoard : BackgroundService, IFindingsBoard
{
    private readonly IStackCatalog _catalog;
    private readonly IEngineMonitor _monitor;
    private readonly XnaiOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<FindingsBoard> _logger;
    private readonly FileWatch _watch;
    private readonly ChangeSignal _signal = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
    private ImmutableDictionary<string, LintedStack> _stacks = ImmutableDictionary<string, LintedStack>.Empty;

    public FindingsBoard(IStackCatalog catalog, IEngineMonitor monitor, XnaiOptions options, TimeProvider time, ILogger<FindingsBoard> logger)
    {
        (_catalog, _monitor, _options, _time, _logger) = (catalog, monitor, options, time, logger);
        _watch = new FileWatch(time, () => _wake.Writer.TryWrite(true));
    }

    /// <summary>The linter; a test may put its own in its place.</summary>
    internal Func<IReadOnlyList<string>, LintOptions, LintResult> Linter { get; init; } = ComposeLinter.Lint;

    public StackFindings? Find(string project) => _stacks.GetValueOrDefault(project)?.Findings;

    public ChangeSubscription Subscribe() => _signal.Subscribe();

    public override void Dispose()
    {
        _watch.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Start-up waits for no lint.
        await Task.Yield();
        using var catalog = _catalog.Subscribe();
        using var engine = _monitor.Subscribe();
        _ = ForwardAsync(catalog, () => true, stoppingToken);
        var rootless = Rootless();
        _ = ForwardAsync(engine, () => rootless != (rootless = Rootless()), stoppingToken);
        try
        {
            do
            {
                Look();
            }
            while (await _wake.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false) && _wake.Reader.TryRead(out _));
        }
        catch (OperationCanceledException)
        {
            // The panel ends.
        }
    }

    private void Look()
    {
        var declarations = _catalog.Declarations;
        var changed = false;
        foreach (var gone in _stacks.Keys.Where(project => declarations.All(declaration => declaration.Project != project)))
        {
            _stacks = _stacks.Remove(gone);
            changed = true;
        }

        foreach (var declaration in declarations.Where(declaration => declaration.Files.Length > 0))
        {
            var before = _stacks.GetValueOrDefault(declaration.Project);
            var after = Look(declaration, before);
            _stacks = _stacks.SetItem(declaration.Project, after);
            changed |= before is null || !ReferenceEquals(before.Findings.Lint, after.Findings.Lint);
        }

        _watch.Follow(_stacks.Values.SelectMany(stack => stack.Watched));
        if (changed)
        {
            _signal.Raise();
        }
    }

    private LintedStack Look(StackDeclaration declaration, LintedStack? before)
    {
        var files = ComposeFiles.WithOverride(declaration.Files[0]);
        var options = new LintOptions(_options.Policy, StackFile.Variables(), Rootless());
        if (before is not null && before.IsOf(files, options))
        {
            return before with { Findings = before.Findings with { At = _time.GetUtcNow() } };
        }

        var stamps = before?.Watched ?? LintedStack.Candidates(files, null);
        var seen = LintedStack.Stamp(stamps);
        var findings = Run(declaration.Project, files, options);
        var watched = LintedStack.Candidates(files, findings);
        // A file that the lint was the first to name is stamped now; the others as they were before it read them.
        return new LintedStack(
            findings,
            LintedStack.Stamp(watched.Except(stamps)).SetItems(seen.Where(stamp => watched.Contains(stamp.Key))));
    }

    private StackFindings Run(string project, IReadOnlyList<string> files, LintOptions options)
    {
        try
        {
            var lint = Linter(files, options);
            return new StackFindings(project, files, lint, options, _time.GetUtcNow())
            {
                Containerfiles = lint.Model is { } model ? BuildFiles.Lint(model, Path.GetDirectoryName(files[0]) ?? "/", options.Policy) : [],
            };
        }
#pragma warning disable CA1031 // A rule's fault must neither end the board nor hide the other stacks.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LintFailed(files[0], fault);
            return new StackFindings(project, files, new LintResult([], null, [], []), options, _time.GetUtcNow());
        }
    }

    private bool? Rootless() => _monitor.Current.Status.Info?.Rootless;

    private async Task ForwardAsync(ChangeSubscription source, Func<bool> matters, CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in source.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            {
                if (matters())
                {
                    _wake.Writer.TryWrite(true);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The panel stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The compose linter failed on {File}; the page shows no findings for this stack until the file changes.")]
    private partial void LintFailed(string file, Exception fault);
}
