using XnaiControl.Core.Compose;

namespace XnaiControl.Tests.Compose;

public class ComposeCorpusTests
{
    [Fact]
    public void Every_real_compose_file_is_read_or_refused_with_place_and_remedy()
    {
        var folder = Corpus.Folder("corpora", "compose");
        Assert.SkipWhen(folder is null, "The corpus ../shared/corpora/compose is not beside this repository.");
        var files = Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var refused = new List<string>();
        var services = 0;

        foreach (var file in files)
        {
            try
            {
                services += ComposeReader.Parse([(file, File.ReadAllText(file))], AnyVariable.Instance).Services.Length;
            }
            catch (ComposeException fault)
            {
                Assert.NotEmpty(fault.Remedy);
                Assert.StartsWith(file, fault.Message, StringComparison.Ordinal);
                refused.Add($"{Path.GetRelativePath(folder, fault.Message)}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{files.Count - refused.Count} of {files.Count} files read, {services} services; refused:\n{string.Join('\n', refused)}");
        Assert.True(files.Count >= 250, $"Only {files.Count} files found.");
        Assert.True(refused.Count <= 5, string.Join('\n', refused));
    }

    /// <summary>The corpus comes without its .env files.</summary>
    private sealed class AnyVariable : Dictionary<string, string>, IReadOnlyDictionary<string, string>
    {
        public static readonly AnyVariable Instance = [];

        bool IReadOnlyDictionary<string, string>.TryGetValue(string key, out string value)
        {
            value = "1";
            return true;
        }
    }
}
