using XnaiControl.Web.Commands;

namespace XnaiControl.Tests.Commands;

public sealed class InputsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("xnai-inputs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Find_File_ComesWithTheOverrideBesideIt()
    {
        Put("docker-compose.yml", "docker-compose.override.yml");

        Assert.Equal(["docker-compose.yml+docker-compose.override.yml"], Projects(Find("docker-compose.yml")));
    }

    [Fact]
    public void Find_OverrideAlone_IsReadWithWhatItOverrides()
    {
        Put("compose.yaml", "compose.override.yaml");

        Assert.Equal(["compose.yaml+compose.override.yaml"], Projects(Find("compose.override.yaml")));
        Assert.Equal(["compose.yaml+compose.override.yaml"], Projects(Find("compose.override.yaml", "compose.yaml")));
    }

    [Fact]
    public void Find_Folder_HoldsFilesByNameInItAndBelow()
    {
        Put("compose.yml", "a/docker-compose.yaml", "a/Dockerfile", "a/b/podman-compose.yml", "a/b/Containerfile.gpu", "a/b/web.Dockerfile",
            "a/.git/compose.yml", "node_modules/x/compose.yml", "Dockerfile.dockerignore", "values.yml");

        var inputs = Find(".");

        Assert.Equal(["a/b/podman-compose.yml", "a/docker-compose.yaml", "compose.yml"], Projects(inputs).Order(StringComparer.Ordinal));
        Assert.Equal(["a/Dockerfile", "a/b/Containerfile.gpu", "a/b/web.Dockerfile"], inputs.Containerfiles.Select(Short).Order(StringComparer.Ordinal));
        Assert.Empty(inputs.Problems);
    }

    [Fact]
    public void Find_FolderWithVariant_PassesItOverAndSaysSo()
    {
        Put("compose.yml", "docker-compose.prod.yml");

        var inputs = Find(".");

        Assert.Equal(["compose.yml"], Projects(inputs));
        Assert.Contains("docker-compose.prod.yml was passed over", Assert.Single(inputs.Notes), StringComparison.Ordinal);
        Assert.Equal(["docker-compose.prod.yml"], Projects(Find("docker-compose.prod.yml")));
    }

    [Fact]
    public void Find_FolderWithNamesOfItsOwn_ReadsThem()
    {
        Put("shop__compose.yaml", "docker-compose.prod.yml", "values.yml");

        Assert.Equal(["docker-compose.prod.yml", "shop__compose.yaml"], Projects(Find(".")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Find_LinkedFolder_IsNotFollowed()
    {
        Put("a/compose.yml");
        Directory.CreateSymbolicLink(Path.Combine(_root, "a/loop"), _root);

        Assert.Equal(["a/compose.yml"], Projects(Find(".")));
    }

    [Fact]
    public void Find_DeepFolder_IsPassedOverAndNamed()
    {
        Put(string.Concat(Enumerable.Repeat("d/", 13)) + "compose.yml", "compose.yml");

        var inputs = Find(".");

        Assert.Equal(["compose.yml"], Projects(inputs));
        Assert.Contains("12 folders deep", Assert.Single(inputs.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_SameFileNamedTwice_IsOneProject()
    {
        Put("compose.yml");

        Assert.Equal(["compose.yml"], Projects(Find("compose.yml", ".", "./compose.yml")));
    }

    [Fact]
    public void Find_NothingThere_IsAProblemWithARemedy()
    {
        Put("notes.txt");

        var problems = Find(".", "missing.yml").Problems;

        Assert.Contains("holds no compose file", problems[0], StringComparison.Ordinal);
        Assert.Contains("missing.yml does not exist", problems[1], StringComparison.Ordinal);
    }

    private void Put(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, file))!);
            File.WriteAllText(Path.Combine(_root, file), "");
        }
    }

    private Inputs Find(params string[] named) => Inputs.Find(named, _root);

    private IEnumerable<string> Projects(Inputs inputs) => inputs.Projects.Select(project => string.Join('+', project.Select(Short)));

    private string Short(string file) => Path.GetRelativePath(_root, file);
}
