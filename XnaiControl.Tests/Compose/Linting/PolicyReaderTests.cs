using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Tests.Compose.Linting;

public class PolicyReaderTests
{
    [Fact]
    public void Read_TheDefaultText_IsTheDefaultPolicy()
    {
        var result = Read(DefaultPolicy.Text);

        Assert.Empty(result.Problems);
        Same(ComposePolicy.Default, result.Policy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("tmpfs:\n")]
    public void Read_NothingSaid_IsTheDefaultPolicy(string text) => Same(ComposePolicy.Default, Read(text).Policy);

    [Fact]
    public void Read_PartsGiven_KeepTheRestOfTheGuide()
    {
        var policy = Read("""
            tmpfs:
              /app/data/: { keep: volume }
              /srv/scratch: { size: 2g }
              /tmp: { mode: "01700" }
            other-tmpfs: { size: 32m, mode: 700 }
            memory-share: 50%
            """).Policy!;

        Assert.Equal(new TmpfsPolicy("50m", "1777", MountChoice.Volume), policy.Tmpfs["/app/data"]);
        Assert.Equal(new TmpfsPolicy("2g", "0700", MountChoice.Tmpfs), policy.Tmpfs["/srv/scratch"]);
        Assert.Equal(new TmpfsPolicy("512m", "1700", MountChoice.Tmpfs), policy.Tmpfs["/tmp"]);
        Assert.Equal(new TmpfsPolicy("64m", "0755", MountChoice.Tmpfs), policy.Tmpfs["/var/run"]);
        Assert.Equal(("32m", "0700", 0.5), (policy.DefaultTmpfsSize, policy.DefaultTmpfsMode, policy.MemoryShare));
    }

    [Theory]
    [InlineData("tmpsf:\n  /tmp: {}\n", "/p.yml:1:1: The policy has no tmpsf. Use tmpfs, other-tmpfs, memory-share.")]
    [InlineData("tmpfs:\n  /tmp:\n    sise: 1m\n", "/p.yml:3:5: /tmp has no sise. Use size, mode, keep.")]
    [InlineData("tmpfs:\n  /tmp:\n    size: much\n", "/p.yml:3:11: size is much, which is not a size. Write a number with a unit, for example 512m or 2g.")]
    [InlineData("tmpfs:\n  /tmp:\n    size: 0\n", "/p.yml:3:11: size is 0, which is not a size. Write a number with a unit, for example 512m or 2g.")]
    [InlineData("tmpfs:\n  /tmp:\n    mode: 1877\n", "/p.yml:3:11: mode is 1877, which is not a mode. Write three or four octal digits, for example 1777 or 0755.")]
    [InlineData("tmpfs:\n  /tmp:\n    keep: both\n", "/p.yml:3:11: keep is both. Write tmpfs or volume: which of two mounts on the path stays.")]
    [InlineData("tmpfs:\n  tmp: {}\n", "/p.yml:2:3: The target tmp is no absolute path. Write it as the container sees it, such as /app/logs.")]
    [InlineData("tmpfs:\n  /tmp: {}\n  /tmp/: {}\n", "/p.yml:3:3: The target /tmp is named twice. Keep one of the two.")]
    [InlineData("tmpfs: [/tmp]\n", "/p.yml:1:8: tmpfs is not a mapping. Write each target, such as /tmp:, with size, mode and keep below it.")]
    [InlineData("memory-share: 0.8\n", "/p.yml:1:15: memory-share is 0.8. Write a whole percentage from 1% to 100%.")]
    [InlineData("memory-share: 0%\n", "/p.yml:1:15: memory-share is 0%. Write a whole percentage from 1% to 100%.")]
    [InlineData("- a\n", "/p.yml:1:1: The policy is not a mapping. Write tmpfs, other-tmpfs, memory-share below it, each with a value.")]
    [InlineData("a: 1\n---\nb: 2\n", "/p.yml:3:1: The file has several documents. Keep the policy in one.")]
    public void Read_Fault_NamesPlaceAndRemedy(string text, string problem)
    {
        var result = Read(text);

        Assert.Equal(problem, Assert.Single(result.Problems));
        Assert.Null(result.Policy);
    }

    [Fact]
    public void Read_SeveralFaults_ListsAllOfThem() =>
        Assert.Equal(3, Read("tmpfs:\n  /tmp: { size: x, mode: y }\nmemory-share: z\n").Problems.Length);

    [Fact]
    public void Read_NotYaml_NamesThePlace()
    {
        var result = Read("tmpfs:\n  /tmp: {\n");

        Assert.Null(result.Policy);
        Assert.StartsWith("/p.yml:", Assert.Single(result.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_SaysSo() =>
        Assert.Contains("/nowhere/policy.yml does not exist", Assert.Single(PolicyReader.Read("/nowhere/policy.yml").Problems), StringComparison.Ordinal);

    private static PolicyResult Read(string text) => PolicyReader.Read(SourceText.FromText("/p.yml", text));

    private static void Same(ComposePolicy expected, ComposePolicy? actual)
    {
        Assert.Equal(expected.Tmpfs, actual!.Tmpfs);
        Assert.Equal(expected with { Tmpfs = actual.Tmpfs }, actual);
    }
}
