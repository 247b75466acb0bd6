using System.Diagnostics;
using System.Text;
using CsCheck;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Findings;

public sealed class UnifiedDiffTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xnai-diff-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Between_ChangedWord_HasLineNumbersAndTheChangedCharacters()
    {
        var diff = Between("a: 1\nb:\n  - /tmp:size=64m,mode=755\nc: 3\n", "a: 1\nb:\n  - /tmp:size=512m,mode=755\nc: 3\n");

        var hunk = Assert.Single(diff.Hunks);
        Assert.Equal((1, 4, 1, 4), (hunk.OldStart, hunk.OldCount, hunk.NewStart, hunk.NewCount));
        Assert.Equal([DiffKind.Same, DiffKind.Same, DiffKind.Removed, DiffKind.Added, DiffKind.Same], hunk.Lines.Select(line => line.Kind));
        var (removed, added) = (hunk.Lines[2], hunk.Lines[3]);
        Assert.Equal((3, null), (removed.OldLine, removed.NewLine));
        Assert.Equal((null, 3), (added.OldLine, added.NewLine));
        Assert.Equal("64m", removed.Text.Substring(removed.ChangedSpans[0].Start, removed.ChangedSpans[0].Length));
        Assert.Equal("512m", added.Text.Substring(added.ChangedSpans[0].Start, added.ChangedSpans[0].Length));
        Assert.Equal((1, 1), (diff.Added, diff.Removed));
    }

    [Fact]
    public void Between_LineAddedBeforeAChangedOne_PairsTheChangedOneWithItsCounterpart()
    {
        var diff = Between("x:\n  image: redis:7\n", "x:\n  restart: always\n  image: redis:8\n");

        Assert.Empty(diff.Hunks[0].Lines.Single(line => line.Text.Contains("restart", StringComparison.Ordinal)).ChangedSpans);
        var image = diff.Hunks[0].Lines.Single(line => line is { Kind: DiffKind.Added, NewLine: 3 });
        Assert.Equal("8", image.Text.Substring(image.ChangedSpans[0].Start, image.ChangedSpans[0].Length));
    }

    [Fact]
    public void Between_OnlyTheLineEndChanges_IsAChangedLineWithoutChangedCharacters()
    {
        var lines = Between("a\r\nb\n", "a\r\nb\r\n").Hunks[0].Lines;

        Assert.Equal([("a", "\r\n"), ("b", "\n"), ("b", "\r\n")], lines.Select(line => (line.Text, line.Ending)));
        Assert.All(lines, line => Assert.Empty(line.ChangedSpans));
    }

    [Fact]
    public void Between_TheSameBytes_HasNoHunksAndNoPatch()
    {
        var diff = Between("a\nb", "a\nb");

        Assert.Empty(diff.Hunks);
        Assert.Equal("", diff.ToPatch("x.yml"));
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    public void Between_TwoChanges_ShareAHunkWhenTheirSurroundingsTouch(int between, int hunks)
    {
        var middle = string.Concat(Enumerable.Range(0, between).Select(n => $"m{n}\n"));

        Assert.Equal(hunks, Between("a\n" + middle + "z\n", "A\n" + middle + "Z\n").Hunks.Length);
    }

    [Fact]
    public void ToPatch_LastLineWithoutEnd_SaysSo() => Assert.Equal(
        "--- a/x.yml\n+++ b/x.yml\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n",
        Between("a\nb", "a\nc").ToPatch("x.yml"));

    [Theory]
    [InlineData("a\nb\nc\n", "a\nB\nc\n")]
    [InlineData("a\nb", "a\nb\n")]
    [InlineData("a\nb\n", "a\nb")]
    [InlineData("a\r\nb\r\nc", "a\r\nB\r\nc")]
    [InlineData("a\r\nb\r\n", "a\nb\r\n")]
    [InlineData("old mac\rb\nx\n", "old mac\rB\nx\n")]
    [InlineData("", "a\n")]
    [InlineData("a\nb\n", "b\n")]
    [InlineData("größe: 1 # \u2028\n", "größe: 2 # \u2028\n")]
    [InlineData("\uFEFFa: 1\nb: 2\n", "\uFEFFa: 1\nb: 3\n")]
    [InlineData("\uFEFFa: 1\n", "a: 1\n")]
    [InlineData("\ta\n  b  \n\n\n", "\ta\n  b\n\n")]
    public async Task ToPatch_Applied_YieldsTheNewVersionByteForByte(string before, string after)
    {
        await Proves(before, after, "docker-compose.yml", gitOnly: false);
        await Proves(before, after, "my stack/größe.yml", gitOnly: false);
    }

    [Fact]
    public Task ToPatch_NameWithQuoteAndBackslash_IsQuotedAsGitDoes() =>
        Proves("a\n", "b\n", "odd \"name\\\t.yml", gitOnly: true);

    [Fact]
    public async Task ToPatch_RandomVersions_AreApplied()
    {
        var line = Gen.OneOf("a", "b", "", "  - /tmp:size=64m", "x: \"y\"", "\t", "- -- a", "+++ b/x", "@@ -1 +1 @@", "\\ No newline");
        var text = Gen.Select(Gen.Select(line, Gen.OneOf("\n", "\n", "\r\n")).Array[0, 30], Gen.OneOf("", "end"), Gen.Bool,
            (lines, last, mark) => (mark ? "\uFEFF" : "") + string.Concat(lines.Select(part => part.Item1 + part.Item2)) + last);
        await Gen.Select(text, text).SampleAsync(pair => Proves(pair.Item1, pair.Item2, "f.yml", gitOnly: true), iter: 60, threads: 1);
    }

    private static UnifiedDiff Between(string before, string after) =>
        UnifiedDiff.Between(SourceText.FromText("/x/f.yml", before), SourceText.FromText("/x/f.yml", after));

    private async Task Proves(string before, string after, string path, bool gitOnly)
    {
        var (old, fresh) = (Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));
        var patch = UnifiedDiff.Between(SourceText.FromBytes(path, old), SourceText.FromBytes(path, fresh)).ToPatch(path);
        if (before == after)
        {
            Assert.Equal("", patch);
            return;
        }

        var patchFile = Path.Combine(_folder, "patch");
        await File.WriteAllBytesAsync(patchFile, new UTF8Encoding(false).GetBytes(patch), TestContext.Current.CancellationToken);
        string[][] tools = [["git", "apply", "--whitespace=nowarn", "../patch"], ["patch", "-p1", "--binary", "-s", "-i", "../patch"]];
        foreach (var tool in gitOnly ? tools[..1] : tools)
        {
            var root = Directory.CreateDirectory(Path.Combine(_folder, "root")).FullName;
            var file = Path.Combine(root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, old, TestContext.Current.CancellationToken);

            await Run(root, tool);

            Assert.Equal(fresh, File.Exists(file) ? await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken) : []);
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task Run(string folder, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["GIT_CEILING_DIRECTORIES"] = "/";
        start.Environment["GIT_DIR"] = "/nowhere";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)}: {output}{await errors}");
    }
}
