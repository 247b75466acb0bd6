using System.Diagnostics;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations.Compose;

public sealed class TakeBackTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Stack => $"services:\n  redis:\n    image: {TestEngine.Image}\n    command: {ChangeBench.Sleeps}\n    tmpfs: [\"/data:size=1m\"]\n  ui:\n    image: {TestEngine.Image}\n    command: {ChangeBench.Sleeps}\n    depends_on: [redis]\n";

    [Fact]
    public async Task RollBack_StepByStep_GoesThroughTheHistoryAndRecreates()
    {
        await using var bench = await ChangeBench.StartAsync(Stack);
        await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("size=1m", "size=2m"), up: false);
        await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("size=2m", "size=3m"));
        Assert.Contains("size=3m", (await bench.ContainerAsync("redis"))!.Tmpfs["/data"], StringComparison.Ordinal);

        var first = await bench.RunAsync(OperationKinds.ComposeRollback);

        Assert.True(first.State == OperationState.Succeeded, first.Error);
        Assert.Equal(Stack.Replace("1m", "2m", StringComparison.Ordinal), bench.Text());
        Assert.Contains("size=2m", (await bench.ContainerAsync("redis"))!.Tmpfs["/data"], StringComparison.Ordinal);
        Assert.Equal("Roll back to revision 2 of docker-compose.yml", (await bench.EntriesAsync(first))[0].Parameters["change"]);

        var second = await bench.RunAsync(OperationKinds.ComposeRollback, up: false);
        Assert.True(second.State == OperationState.Succeeded, second.Error);
        Assert.Equal(Stack, bench.Text());

        var third = await bench.RunAsync(OperationKinds.ComposeRollback, up: false);
        Assert.Equal(OperationState.Refused, third.State);
        Assert.Contains("No version before", third.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_AnEarlierRevision_WritesItsBytes()
    {
        await using var bench = await ChangeBench.StartAsync(Stack);
        await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("size=1m", "size=2m"), up: false);
        var outside = bench.Text().Replace("2m", "3m", StringComparison.Ordinal);
        await File.WriteAllTextAsync(bench.File, outside, Stop);
        var history = await Eventually.NotNullAsync(async () => await bench.Revisions.HistoryAsync(bench.File, Stop) is { Length: 3 } all ? all.ToArray() : null);
        Assert.Equal(RevisionOrigin.Outside, history[0].Origin);

        var earliest = (await bench.Revisions.ReadAsync(bench.File, history[2].Hash, Stop))!;
        var run = await bench.RunAsync(OperationKinds.ComposeRestore, await bench.ProposeAsync(SourceText.FromText(bench.File, outside), earliest.Text, ProposalSource.Restore), up: false);

        Assert.True(run.State == OperationState.Succeeded, run.Error);
        Assert.Equal(Stack, bench.Text());
    }

    [Fact]
    public async Task Preview_Proposal_NamesWhatFollows()
    {
        await using var bench = await ChangeBench.StartAsync(Stack);
        await bench.RunAsync(OperationKinds.Up);
        var proposal = await bench.ProposeAsync("size=1m", "size=2m");

        var preview = await bench.Get<IChangePreview>().OfAsync(bench.Stack, proposal, Stop);

        Assert.Null(preview!.Refusal);
        Assert.Equal(["redis"], preview.Recreated);
        Assert.Equal(["ui"], preview.Interrupted);
        Assert.Contains("get their earlier text again", preview.OnFailure, StringComparison.Ordinal);
        Assert.Null(preview.Git);
        Assert.Equal(Stack, preview.Files[0].Before.Text);
        Assert.Null(await bench.Get<IChangePreview>().OfAsync(bench.Stack, 4711, Stop));
        await File.AppendAllTextAsync(bench.File, "# late\n", Stop);
        Assert.Contains("changed since", (await bench.Get<IChangePreview>().OfAsync(bench.Stack, proposal, Stop))!.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Git_WorkTree_IsCommittedOnApplyWithoutHooksAndRolledBackTo()
    {
        await using var bench = await ChangeBench.StartAsync(Stack);
        var folder = Path.GetDirectoryName(bench.File)!;
        await GitAsync(folder, "init", "-q", "-b", "main");
        await GitAsync(folder, "add", "docker-compose.yml");
        await GitAsync(folder, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", "first");
        var hook = Path.Combine(folder, ".git", "hooks", "pre-commit");
        await File.WriteAllTextAsync(hook, $"#!/bin/sh\ntouch {folder}/hooked\nexit 1\n", Stop);
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await bench.Get<IPanelSettings>().SaveAsync(new Dictionary<string, string> { [GitState.CommitSetting] = "on" }, Stop);

        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("size=1m", "size=2m"), up: false);

        Assert.True(run.State == OperationState.Succeeded, run.Error);
        Assert.EndsWith("docker-compose.yml is committed in git.", run.Summary, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "hooked")));
        Assert.Equal("XnaiControl|XnaiControl|XC101 Keep the tmpfs\n", await GitAsync(folder, "log", "-1", "--format=%an|%cn|%s"));
        var state = (await Git.ReadAsync(bench.File, Stop))!;
        Assert.Equal(("main", true, false, null), (state.Branch, state.Tracked, state.Changed, state.Problem));

        var before = await Git.BeforeAsync(bench.File, Stop);
        Assert.Equal(Stack, System.Text.Encoding.UTF8.GetString(before!.Value.Bytes));
        await File.AppendAllTextAsync(bench.File, "# local\n", Stop);
        Assert.Equal(Stack.Replace("1m", "2m", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString((await Git.BeforeAsync(bench.File, Stop))!.Value.Bytes));
        Assert.True((await Git.ReadAsync(bench.File, Stop))!.Changed);
        Assert.False((await Git.ReadAsync(Path.Combine(folder, "untracked.yml"), Stop))!.Changed);
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
