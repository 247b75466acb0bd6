using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Components.Support;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Stacks;

public sealed class FindingsBoardTests : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xnai-board-");
    private readonly FakeCatalog catalog = new();
    private readonly FakeMonitor monitor = new();
    private readonly List<LintOptions> asked = [];
    private readonly FindingsBoard board;
    private int running;
    private int most;

    public FindingsBoardTests() => board = new FindingsBoard(catalog, monitor, new XnaiControl.Core.XnaiOptions(), TimeProvider.System, NullLogger<FindingsBoard>.Instance) { Linter = Lint };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stack_is_linted_one_after_the_other()
    {
        Declare(Write("a/docker-compose.yml", "one"), Write("b/docker-compose.yml", "two"));
        await board.StartAsync(Cancel);

        await Eventually.TrueAsync(() => board.Find("a") is not null && board.Find("b") is not null);

        Assert.Equal("one", board.Find("a")!.Lint.Findings[0].Message);
        Assert.Equal(1, most);
        Assert.Null(board.Find("c"));
    }

    [Fact]
    public async Task A_change_on_disk_is_linted_and_signalled_and_a_touch_of_another_file_is_not()
    {
        var file = Write("a/docker-compose.yml", "one");
        Declare(file);
        await board.StartAsync(Cancel);
        await Eventually.TrueAsync(() => board.Find("a") is not null);
        using var changes = board.Subscribe();

        Write("a/notes.txt", "unrelated");
        Write("a/docker-compose.yml", "two");

        await Eventually.TrueAsync(() => board.Find("a")!.Lint.Findings[0].Message == "two");
        Assert.True(await changes.Reader.ReadAsync(Cancel));
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task An_override_file_that_comes_is_read_with_the_first()
    {
        var file = Write("a/docker-compose.yml", "one");
        Declare(file);
        await board.StartAsync(Cancel);
        await Eventually.TrueAsync(() => board.Find("a") is not null);

        var beside = Write("a/docker-compose.override.yml", "more");

        await Eventually.TrueAsync(() => board.Find("a")!.Files.SequenceEqual([file, beside]));
    }

    [Fact]
    public async Task A_catalog_signal_without_a_change_lints_nothing()
    {
        Declare(Write("a/docker-compose.yml", "one"));
        await board.StartAsync(Cancel);
        await Eventually.TrueAsync(() => board.Find("a") is not null);
        var before = board.Find("a")!;

        catalog.Signal();

        await Eventually.TrueAsync(() => board.Find("a")!.At > before.At);
        Assert.Same(before.Lint, board.Find("a")!.Lint);
        Assert.Single(asked);
    }

    [Fact]
    public async Task What_the_engine_says_of_itself_reaches_the_rules()
    {
        monitor.Set(Sample.Connected with { Info = null });
        Declare(Write("a/docker-compose.yml", "one"));
        await board.StartAsync(Cancel);
        await Eventually.TrueAsync(() => asked.Count == 1);
        Assert.Null(asked[0].Rootless);

        monitor.Set(Sample.Connected);

        await Eventually.TrueAsync(() => asked.Count == 2);
        Assert.True(asked[1].Rootless);
    }

    [Fact]
    public async Task A_stack_that_goes_takes_its_findings_along()
    {
        Declare(Write("a/docker-compose.yml", "one"));
        await board.StartAsync(Cancel);
        await Eventually.TrueAsync(() => board.Find("a") is not null);

        catalog.Declarations = [];
        catalog.Signal();

        await Eventually.TrueAsync(() => board.Find("a") is null);
    }

    [Fact]
    public async Task A_linter_that_throws_leaves_the_other_stacks_checked_and_is_tried_again_after_a_change()
    {
        Declare(Write("a/docker-compose.yml", "throw"), Write("b/docker-compose.yml", "two"));
        await board.StartAsync(Cancel);
        await Eventually.TrueAsync(() => board.Find("b") is not null);
        Assert.False(board.Find("a")!.Lint.Usable);

        Write("a/docker-compose.yml", "mended");

        await Eventually.TrueAsync(() => board.Find("a")!.Lint.Findings is [{ Message: "mended" }]);
    }

    public async ValueTask DisposeAsync()
    {
        await board.StopAsync(CancellationToken.None);
        board.Dispose();
        folder.Delete(true);
    }

    private LintResult Lint(IReadOnlyList<string> files, LintOptions options)
    {
        most = Math.Max(most, Interlocked.Increment(ref running));
        try
        {
            asked.Add(options);
            ImmutableArray<SourceText> texts = [.. files.Select(file => SourceText.FromBytes(file, File.ReadAllBytes(file)))];
            return texts[0].Text == "throw"
                ? throw new InvalidOperationException("A rule's fault.")
                : new LintResult(texts, null, [FakeFindings.Finding(texts[0], "XC101", Severity.Critical, "s", 1, texts[0].Text)], []);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private void Declare(params string[] files) =>
        catalog.Declarations = [.. files.Select(file => new StackDeclaration(Path.GetFileName(Path.GetDirectoryName(file))!, [file], [], null))];

    private string Write(string name, string text)
    {
        var file = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
