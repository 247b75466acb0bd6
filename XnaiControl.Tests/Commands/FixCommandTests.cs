using System.Text;
using System.Text.Json.Nodes;

namespace XnaiControl.Tests.Commands;

public sealed class FixCommandTests : IDisposable
{
    private const string Before = "# stack\nservices:\n  web:\n    image: 'nginx:1.27.3' # pinned\n    tmpfs:\n      - /app/logs:size=100m,mode=1777 # fast\n    volumes:\n      - ./src:/src:ro\n      - ./logs:/app/logs\n    # the end";

    private static readonly string After = Before.Replace("\n      - ./logs:/app/logs", "", StringComparison.Ordinal);

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    public async Task Fix_OneRule_ChangesOnlyTheBytesItMust(string newLine, string mark)
    {
        _cli.Put("docker-compose.yml", mark + Before.Replace("\n", newLine, StringComparison.Ordinal));
        var file = Path.Combine(_cli.Folder, "docker-compose.yml");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        var ran = await _cli.Xnai("fix", "docker-compose.yml", "--rule", "XC101");

        Assert.Equal((0, ""), (ran.Code, ran.Errors));
        Assert.Equal(Encoding.UTF8.GetBytes(mark + After.Replace("\n", newLine, StringComparison.Ordinal)), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(file));
        Assert.Contains("fixed docker-compose.yml:", ran.Output, StringComparison.Ordinal);
        Assert.Contains("1 finding fixed in 1 file, 0 left.", ran.Output, StringComparison.Ordinal);
        Assert.Equal(["docker-compose.yml"], Directory.GetFileSystemEntries(_cli.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("docker-compose.yml", "\n")]
    [InlineData("my stack/docker-compose.yml", "\r\n")]
    public async Task Fix_DryRun_PrintsAPatchThatGitApplies(string file, string newLine)
    {
        var text = Before.Replace("\n", newLine, StringComparison.Ordinal);
        _cli.Put(file, text);

        var ran = await _cli.Xnai("fix", file, "--dry-run");

        Assert.Equal(text, _cli.Text(file));
        Assert.StartsWith("--- a/" + file, ran.Output, StringComparison.Ordinal);
        _cli.Put("patch", ran.Output);
        var applied = await _cli.Run("git", ["apply", "--whitespace=nowarn", "patch"], ("GIT_CEILING_DIRECTORIES", "/"), ("GIT_DIR", "/nowhere"));
        Assert.Equal((0, ""), (applied.Code, applied.Errors));

        var byGit = _cli.Text(file);
        _cli.Put(file, text);
        var written = await _cli.Xnai("fix", file);
        Assert.Equal(_cli.Text(file), byGit);
        Assert.Equal(ran.Code, written.Code);
    }

    [Fact]
    public async Task Fix_Containerfile_PatchAndWriteAgree()
    {
        const string text = "# syntax=docker/dockerfile:1\nFROM debian:12.8\n# tools\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nUSER 1001\n";
        _cli.Put("Containerfile", text);
        _cli.Put("patch", (await _cli.Xnai("fix", "Containerfile", "--rule", "XD105", "--dry-run")).Output);
        await _cli.Run("git", ["apply", "patch"], ("GIT_CEILING_DIRECTORIES", "/"), ("GIT_DIR", "/nowhere"));
        var byGit = _cli.Text("Containerfile");
        _cli.Put("Containerfile", text);

        await _cli.Xnai("fix", "Containerfile", "--rule", "XD105");

        Assert.NotEqual(text, byGit);
        Assert.Equal(byGit, _cli.Text("Containerfile"));
        Assert.DoesNotContain("XD105", (await _cli.Xnai("lint", "Containerfile")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_Twice_ChangesNothingMore()
    {
        _cli.Put("docker-compose.yml", Before);
        await _cli.Xnai("fix", "docker-compose.yml");
        var once = _cli.Text("docker-compose.yml");

        var again = await _cli.Xnai("fix", "docker-compose.yml");

        Assert.Equal(once, _cli.Text("docker-compose.yml"));
        Assert.Contains("0 findings fixed in 0 files", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_ExitCode_IsWhatLintSaysAfterwards()
    {
        foreach (var text in new[] { Before, "services:\n  web:\n    image: nginx\n    privileged: true\n    environment:\n      DB_PASSWORD: hunter2\n" })
        {
            _cli.Put("docker-compose.yml", text);
            foreach (var level in new[] { "note", "warning", "critical" })
            {
                var fix = await _cli.Xnai("fix", "docker-compose.yml", "--fail-on", level);
                var lint = await _cli.Xnai("lint", "docker-compose.yml", "--fail-on", level);
                Assert.Equal(lint.Code, fix.Code);
            }
        }
    }

    [Fact]
    public async Task Fix_NothingFixableIsLeft_LintHasNoFixableFinding()
    {
        _cli.Put("docker-compose.yml", Before);
        await _cli.Xnai("fix", "docker-compose.yml");

        var left = JsonNode.Parse((await _cli.Xnai("lint", "docker-compose.yml", "--format", "json")).Output)!.AsArray();
        Assert.DoesNotContain(left, finding => (bool)finding!["fixable"]!);
    }

    [Fact]
    public async Task Fix_BrokenFile_EndsWith2AndChangesNothing()
    {
        _cli.Put("compose.yml", "services: [\n");

        var ran = await _cli.Xnai("fix", "compose.yml");

        Assert.Equal(2, ran.Code);
        Assert.Equal("services: [\n", _cli.Text("compose.yml"));
        Assert.Contains("compose.yml cannot be used", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_FileOfAnotherOwner_KeepsTheOwner()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can give files away.");
        _cli.Put("compose.yml", Before);
        await _cli.Run("chown", ["1234:5678", "compose.yml"]);

        await _cli.Xnai("fix", "compose.yml", "--rule", "XC101");

        Assert.Equal(After, _cli.Text("compose.yml"));
        Assert.Equal("1234:5678\n", (await _cli.Run("stat", ["-c", "%u:%g", "compose.yml"])).Output);
    }

    [Fact]
    public async Task Fix_ThroughASymlink_WritesTheRealFileAndKeepsTheLink()
    {
        _cli.Put("real.yml", Before);
        File.CreateSymbolicLink(Path.Combine(_cli.Folder, "compose.yml"), "real.yml");

        await _cli.Xnai("fix", "compose.yml", "--rule", "XC101");

        Assert.Equal("real.yml", new FileInfo(Path.Combine(_cli.Folder, "compose.yml")).LinkTarget);
        Assert.Equal(After, _cli.Text("real.yml"));
    }
}
