using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations.Compose;

/// <summary>What the real Podman says to the mounts of the guide, before anything is written.</summary>
public sealed class TrialTests
{
    private const string Compose = "services:\n  crawler:\n    image: IMAGE\n    tmpfs:\n      - /app/logs:size=100m,mode=0755\n    volumes:\n      - /tmp/xnai-no-such-folder:/app/logs\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Text => Compose.Replace("IMAGE", TestEngine.Image, StringComparison.Ordinal);

    [Fact]
    public async Task Try_MountsOfTheGuide_RefusedAndAcceptedAndNothingIsLeft()
    {
        await using var bench = await ChangeBench.StartAsync(Text);

        var faulty = await TryAsync(bench, Tmpfs("/app/logs:size=100m,mode=0755"), Volume("/tmp/xnai-no-such-folder:/app/logs"));
        var repaired = await TryAsync(bench, Tmpfs("/app/logs:size=100m,mode=1777"));

        Assert.Equal((TrialVerdict.Refused, TestEngine.Image), (faulty.Verdict, faulty.Image));
        Assert.EndsWith("/app/logs: duplicate mount destination", faulty.Words, StringComparison.Ordinal);
        Assert.True(repaired.Verdict == TrialVerdict.Accepted, repaired.Words);
        Assert.False(Directory.Exists("/tmp/xnai-no-such-folder"));
        await AssertNothingLeftAsync(bench);
    }

    /// <summary>Measured with <c>podman create</c> 4.3.1: the API's answer is the command line's for every row.</summary>
    [Theory]
    [InlineData("t /l/:size=1m;v /tmp:/l", "duplicate mount destination")]
    [InlineData("v /tmp:/l;v /var:/l", "duplicate mount destination")]
    [InlineData("v data:/l;v /tmp:/l", "duplicate mount destination")]
    [InlineData("v data:/l;t /l", "duplicate mount destination")]
    [InlineData("t /l:size=1m;t /l:size=2m", "duplicate mount destination")]
    [InlineData("t /l:size=1m;t /l:size=1m", null)]
    [InlineData("t /l:size=1m,uid=1001", "unknown mount option")]
    [InlineData("t /l:nr_inodes=5", "unknown mount option")]
    [InlineData("t l:size=1m", "must be an absolute path")]
    [InlineData("v /tmp:/l:quark", "invalid option type")]
    [InlineData("v ./logs:/l:ro,Z,U;v data:/d;v /anonymous;t /l/x", null)]
    [InlineData("", null)]
    public async Task Try_Mounts_AnswersAsTheCommandLineDoes(string mounts, string? refusal)
    {
        await using var bench = await ChangeBench.StartAsync(Text);
        var words = mounts.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0] == 't' ? Tmpfs(word[2..]) : Volume(word[2..])).ToArray();

        var result = await TryAsync(bench, words);

        Assert.True(result.Verdict == (refusal is null ? TrialVerdict.Accepted : TrialVerdict.Refused), $"{result.Verdict} {result.Words}");
        Assert.Contains(refusal ?? "", result.Words, StringComparison.Ordinal);
        await AssertNothingLeftAsync(bench);
    }

    [Fact]
    public async Task TryProposal_ChangedServices_AreTriedWithTheirNewMounts()
    {
        await using var bench = await ChangeBench.StartAsync(Text);
        var worse = await bench.ProposeAsync("100m", "50m", ProposalSource.Edit);
        var better = await bench.ProposeAsync("    volumes:\n      - /tmp/xnai-no-such-folder:/app/logs\n", "");

        var trial = bench.Get<IEngineTrial>();
        Assert.Equal(TrialVerdict.Refused, (await trial.TryProposalAsync(bench.Stack, worse, DeskBench.Ada, Stop))["crawler"].Verdict);
        Assert.Equal(TrialVerdict.Accepted, (await trial.TryProposalAsync(bench.Stack, better, DeskBench.Ada, Stop))["crawler"].Verdict);
        Assert.Empty(await trial.TryProposalAsync(bench.Stack, 4711, DeskBench.Ada, Stop));
    }

    [Fact]
    public async Task Try_WithoutPermission_DoesNotAskTheEngine()
    {
        await using var bench = await ChangeBench.StartAsync(Text);
        bench.Allowed = false;

        var result = await TryAsync(bench, Tmpfs("/l"));

        Assert.Equal(TrialVerdict.NotTried, result.Verdict);
        Assert.Contains("EditFiles", result.Words, StringComparison.Ordinal);
    }

    private static Task<TrialResult> TryAsync(ChangeBench bench, params TrialMount[] mounts) =>
        bench.Get<IEngineTrial>().TryAsync(bench.Stack, "crawler", [.. mounts], DeskBench.Ada, Stop);

    private static TrialMount Tmpfs(string word) => new(TrialMountForm.Tmpfs, word);

    private static TrialMount Volume(string word) => new(TrialMountForm.Volume, word);

    private static async Task AssertNothingLeftAsync(ChangeBench bench)
    {
        var all = await bench.Engine.Api.Containers.ListContainersAsync(new Docker.DotNet.Models.ContainersListParameters { All = true }, Stop);
        Assert.DoesNotContain(all.SelectMany(container => container.Names), name => name.Contains("xnai-trial", StringComparison.Ordinal));
        var volumes = await bench.Engine.Api.Volumes.ListAsync(Stop);
        Assert.DoesNotContain(volumes.Volumes ?? [], volume => volume.Name.StartsWith("xnai-trial", StringComparison.Ordinal));
    }
}
