using System.Diagnostics;
using System.Text.Json;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;

namespace XnaiControl.Tests.Compose;

/// <summary>The model's mounts against another YAML library and other code, over every real file.</summary>
public class ComposeMountOracleTests
{
    [Fact]
    public async Task Mounts_OfEveryRealFile_AreThoseOfAnotherReader()
    {
        var folder = Corpus.Folder("corpora", "compose");
        Assert.SkipWhen(folder is null, "The corpus ../shared/corpora/compose is not beside this repository.");
        var files = Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var oracle = await AskAsync(files);
        Assert.SkipWhen(oracle is null, "python3 with PyYAML is not on this machine.");

        var (mounts, differences) = (0, new List<string>());
        foreach (var file in files)
        {
            var lint = ComposeLinter.Lint([file], LintOptions.Default);
            var ours = lint.Model?.Services.ToDictionary(service => service.Name, service => service.Mounts.Select(Word).Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
            var theirs = oracle[file]?.ToDictionary(service => service.Key, service => service.Value.Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
            foreach (var name in (ours?.Keys ?? Enumerable.Empty<string>()).Union(theirs?.Keys ?? Enumerable.Empty<string>()))
            {
                var (mine, other) = (ours?.GetValueOrDefault(name) ?? [], theirs?.GetValueOrDefault(name) ?? []);
                mounts += mine.Count;
                if (!mine.SequenceEqual(other))
                {
                    differences.Add($"{Path.GetFileName(file)} {name}: panel [{string.Join(", ", mine)}], oracle [{string.Join(", ", other)}]");
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{mounts} mounts in {files.Count} files, {differences.Count} differences");
        Assert.True(mounts > 400, $"Only {mounts} mounts were seen.");
        Assert.Empty(differences);
    }

    private static string Word(ComposeMount mount) => $"{mount.Kind.ToString().ToLowerInvariant()} {mount.Target}";

    private static async Task<Dictionary<string, Dictionary<string, List<string>>?>?> AskAsync(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Compose", "Oracle", "mounts.py"));
        foreach (var file in files)
        {
            start.ArgumentList.Add(file);
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            var trouble = await errors;
            Assert.True(process.ExitCode == 0 || trouble.Contains("ModuleNotFoundError", StringComparison.Ordinal), trouble);
            return process.ExitCode == 0 ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, List<string>>?>>(answer) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
