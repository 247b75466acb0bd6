using XnaiControl.Core.Audit;
using XnaiControl.Core.Compose.Revisions;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Operations;
using XnaiControl.Tests.Support;

namespace XnaiControl.Tests.Operations.Compose;

public sealed class ApplyTests
{
    private const string Refused = """
          crawler:
            image: IMAGE
            command: COMMAND
            depends_on: [redis]
            tmpfs:
              - /app/logs:size=1m,mode=0755  # the guide's fault
            volumes:
              - /tmp:/app/logs
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_FixedMountsWithUp_RefusedServiceRuns()
    {
        await using var bench = await ChangeBench.StartAsync(Stack(Refused));
        var up = await bench.RunAsync(OperationKinds.Up);
        Assert.Equal("1 of 2 services run.", up.Summary);
        var redis = (await bench.ContainerAsync("redis"))!.Id;
        var text = bench.Text();

        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("    volumes:\n      - /tmp:/app/logs\n", ""));

        Assert.True(run.State == OperationState.Succeeded, Say(run));
        Assert.Equal("docker-compose.yml written; crawler runs with it.", run.Summary);
        Assert.Equal(text.Replace("    volumes:\n      - /tmp:/app/logs\n", "", StringComparison.Ordinal), bench.Text());
        var crawler = await bench.ContainerAsync("crawler");
        Assert.Equal(ContainerRunState.Running, crawler!.State);
        Assert.StartsWith("size=1m,mode=0755", crawler.Tmpfs["/app/logs"], StringComparison.Ordinal);
        Assert.Equal(redis, (await bench.ContainerAsync("redis"))!.Id);
        Assert.All(run.Stages, stage => Assert.Equal(StageState.Done, stage.State));
        await AssertRecordedAsync(bench, run, text);
    }

    [Fact]
    public async Task Apply_ServiceThatEndsWith1_FileAndServiceAreRolledBack()
    {
        await using var bench = await ChangeBench.StartAsync(Stack());
        await bench.RunAsync(OperationKinds.Up);
        var before = bench.Text();
        var old = (await bench.ContainerAsync("redis"))!.Id;

        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync(ChangeBench.Sleeps, """["sh", "-c", "echo no key in the config; exit 1"]"""));

        Assert.True(run.State == OperationState.Failed, Say(run));
        Assert.Equal(before, bench.Text());
        var redis = await bench.ContainerAsync("redis");
        Assert.Equal(ContainerRunState.Running, redis!.State);
        Assert.NotEqual(old, redis.Id);
        Assert.Contains("redis ended with exit code 1. docker-compose.yml has its earlier text again, and redis is as it was before.", run.Error, StringComparison.Ordinal);
        Assert.Contains("redis | no key in the config", run.Output);
        Assert.Equal(
            [
                "Intent recorded: Done", "Check that the files are as in the preview: Done", "Ask the engine about the mounts of redis: Done", "Write docker-compose.yml: Done", "Remove redis: Done",
                "podman-compose up -d --no-deps redis: Done", "Wait until redis runs: Failed", "Roll back: Write docker-compose.yml: Done", "Roll back: Remove redis: Done",
                "Roll back: podman-compose up -d --no-deps redis: Done", "Roll back: Wait until redis runs: Done", "Outcome recorded: Done",
            ],
            run.Stages.Select(stage => $"{stage.Name}: {stage.State}"));
        var outcome = (await bench.EntriesAsync(run))[1];
        Assert.Equal(AuditResult.Failed, outcome.Result);
        Assert.Equal(outcome.BeforeHash, outcome.AfterHash);
        Assert.Contains("Wait until redis runs: failed; Roll back: Write docker-compose.yml: done; Roll back: Remove redis: done", outcome.Parameters["steps"], StringComparison.Ordinal);
        var history = await bench.Revisions.HistoryAsync(bench.File, Stop);
        Assert.Equal([RevisionOrigin.Panel, RevisionOrigin.Panel, RevisionOrigin.FirstSeen], history.Select(revision => revision.Origin));
        Assert.Equal("Rolled back: redis ended with exit code 1.", history[0].Reason);
    }

    [Fact]
    public async Task Apply_UnhealthyService_FileAndServiceAreRolledBack()
    {
        await using var bench = await ChangeBench.StartAsync(Stack());
        await bench.RunAsync(OperationKinds.Up);
        var before = bench.Text();
        const string check = "\n    healthcheck:\n      test: [\"CMD\", \"sh\", \"-c\", \"echo not yet; exit 3\"]\n      interval: 1s\n      timeout: 2s\n      retries: 2\n";

        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync(ChangeBench.Sleeps, ChangeBench.Sleeps + check, ProposalSource.Edit));

        Assert.True(run.State == OperationState.Failed, Say(run));
        Assert.Equal(before, bench.Text());
        Assert.Contains("redis is unhealthy", run.Error, StringComparison.Ordinal);
        Assert.Equal(ContainerRunState.Running, (await bench.ContainerAsync("redis"))!.State);
    }

    [Fact]
    public async Task Apply_HealthyService_WaitsForItsCheck()
    {
        await using var bench = await ChangeBench.StartAsync(Stack());
        const string check = "\n    healthcheck:\n      test: [\"CMD\", \"true\"]\n      interval: 30s\n      timeout: 2s\n      retries: 2\n";

        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync(ChangeBench.Sleeps, ChangeBench.Sleeps + check));

        Assert.True(run.State == OperationState.Succeeded, Say(run));
        Assert.Equal(HealthStatus.Healthy, (await bench.ContainerAsync("redis"))!.Health);
    }

    [Fact]
    public async Task Apply_FileChangedSinceThePreview_IsRefusedAndNothingIsWritten()
    {
        await using var bench = await ChangeBench.StartAsync(Stack());
        var proposal = await bench.ProposeAsync("size=1m", "size=2m");
        var other = bench.Text() + "# somebody else\n";
        await File.WriteAllTextAsync(bench.File, other, Stop);

        var run = await bench.RunAsync(OperationKinds.ComposeApply, proposal);

        Assert.Equal(OperationState.Refused, run.State);
        Assert.Contains("was changed since the preview. Nothing was written.", run.Error, StringComparison.Ordinal);
        Assert.Equal(other, bench.Text());
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(bench.File)!, "*.xnai"));
        Assert.Empty(await bench.ContainersAsync());
    }

    [Fact]
    public async Task Apply_MountsThatTheEngineRefuses_NothingIsWritten()
    {
        await using var bench = await ChangeBench.StartAsync(Stack());
        var before = bench.Text();

        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("    tmpfs: [\"/data:size=1m\"]", "    tmpfs: [\"/data:size=1m\"]\n    volumes: [\"/tmp:/data\"]", ProposalSource.Edit));

        Assert.Equal((OperationState.Failed, "Nothing was changed."), (run.State, run.Summary));
        Assert.Contains("/data: duplicate mount destination", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, bench.Text());
        Assert.Contains(run.Stages, stage => stage is { Name: "Write docker-compose.yml", State: StageState.Skipped });
    }

    [Fact]
    public async Task Apply_TwiceOrWithoutPermissionOrUnknown_IsRefused()
    {
        await using var bench = await ChangeBench.StartAsync(Stack());
        var proposal = await bench.ProposeAsync("size=1m", "size=2m");

        bench.Allowed = false;
        var denied = await bench.RunAsync(OperationKinds.ComposeApply, proposal, up: false);
        bench.Allowed = true;
        var first = await bench.RunAsync(OperationKinds.ComposeApply, proposal, up: false);
        var second = await bench.RunAsync(OperationKinds.ComposeApply, proposal, up: false);
        var unknown = await bench.RunAsync(OperationKinds.ComposeApply, 4711, up: false);
        var other = await bench.RunAsync(OperationKinds.ComposeRestore, await bench.ProposeAsync("size=2m", "size=3m"), up: false);

        Assert.Contains("EditFiles", denied.Error, StringComparison.Ordinal);
        Assert.True(first.State == OperationState.Succeeded, Say(first));
        Assert.Equal("docker-compose.yml written. What runs has not changed: recreate redis to use it.", first.Summary);
        Assert.Contains("applied already", second.Error, StringComparison.Ordinal);
        Assert.Contains("not known any more", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("none for Restore", other.Error, StringComparison.Ordinal);
    }

    /// <summary>podman-compose from 1.0.4 on creates with --requires; the one here does not, so the container is made by hand.</summary>
    [Fact]
    public async Task Apply_EngineKeepsWhatOthersRequire_DependentsAreRecreatedToo()
    {
        const string ui = "  ui:\n    image: IMAGE\n    command: COMMAND\n    depends_on: [redis]\n";
        await using var bench = await ChangeBench.StartAsync(Stack(ui));
        await bench.RunAsync(OperationKinds.Up);
        var (redis, old) = ((await bench.ContainerAsync("redis"))!, (await bench.ContainerAsync("ui"))!);
        await bench.Engine.Control.RemoveAsync(old.Id, Stop);
        var labels = bench.Engine.ComposeLabels("ui").SelectMany(label => new[] { "--label", $"{label.Key}={label.Value}" });
        string[] create = ["run", "-d", "--name", old.Name, "--network", "none", "--requires", redis.Name, .. labels, TestEngine.Image, "sh", "-c", "sleep 600"];
        using (var podman = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("podman", create) { RedirectStandardOutput = true })!)
        {
            await podman.WaitForExitAsync(Stop);
            Assert.Equal(0, podman.ExitCode);
        }

        var requiring = (await bench.ContainerAsync("ui"))!.Id;
        var run = await bench.RunAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("size=1m", "size=2m"));

        Assert.True(run.State == OperationState.Succeeded, Say(run));
        Assert.Contains("ui requires redis, so it is removed and created anew, too.", run.Output);
        var after = await bench.ContainersAsync();
        Assert.All(after, container => Assert.Equal(ContainerRunState.Running, container.State));
        Assert.DoesNotContain(after, container => container.Id == redis.Id || container.Id == requiring);
    }

    [Fact]
    public async Task Apply_PanelKilledAfterTheWrite_TheNextStartSaysWhatIsTrue()
    {
        await using var bench = await ChangeBench.StartAsync(Stack(), new RolloutLimits(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3), 5));
        var run = await bench.ClickAsync(OperationKinds.ComposeApply, await bench.ProposeAsync("size=1m", "size=2m"));
        await Eventually.NotNullAsync(async () => (await bench.Get<IOperationDesk>().FindAsync(run.Id, Stop))!.Stages.FirstOrDefault(stage => stage is { Name: "Wait until redis runs", State: StageState.Running }), 60);
        await bench.CrashAsync();

        await bench.StartPanelAsync();
        var closed = await Eventually.NotNullAsync(async () => await bench.Get<IOperationDesk>().FindAsync(run.Id, Stop) is { State: not OperationState.Running } ended ? ended : null);

        Assert.Equal(OperationState.Indeterminate, closed.State);
        var outcome = (await bench.EntriesAsync(run))[1];
        Assert.Equal((AuditResult.Indeterminate, AuditActor.Panel), (outcome.Result, outcome.Actor));
        Assert.Contains($"{bench.File} has the new text. The engine shows: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(outcome.Parameters["after"], SourceText.FromText("", bench.Text()).Hash);
    }

    private static string Stack(string crawler = "") => ("services:\n  redis:\n    image: IMAGE\n    command: COMMAND\n    tmpfs: [\"/data:size=1m\"]\n" + crawler + "\n")
        .Replace("IMAGE", TestEngine.Image, StringComparison.Ordinal).Replace("COMMAND", ChangeBench.Sleeps, StringComparison.Ordinal);

    private static string Say(OperationRun run) => $"{run.State}: {run.Summary} {run.Error}\n{string.Join('\n', run.Stages.Select(stage => $"{stage.Name}: {stage.State}"))}\n{string.Join('\n', run.Output)}";

    private static async Task AssertRecordedAsync(ChangeBench bench, OperationRun run, string before)
    {
        var (old, now) = (SourceText.FromText(bench.File, before), SourceText.FromText(bench.File, bench.Text()));
        var entries = await bench.EntriesAsync(run);
        Assert.Equal([AuditKind.Intent, AuditKind.Outcome], entries.Select(entry => entry.Kind));
        Assert.Equal((old.Hash, now.Hash, AuditResult.Succeeded), (entries[1].BeforeHash, entries[1].AfterHash, entries[1].Result));
        Assert.Equal((bench.File, old.Hash, now.Hash, "crawler", "XC101 Keep the tmpfs"), (entries[0].Parameters["file"], entries[0].Parameters["before"], entries[0].Parameters["after"], entries[0].Parameters["services"], entries[0].Parameters["change"]));
        var history = await bench.Revisions.HistoryAsync(bench.File, Stop);
        Assert.Equal((RevisionOrigin.Panel, now.Hash, old.Hash, "Ada", run.Id, entries[0].Sequence), (history[0].Origin, history[0].Hash, history[0].PreviousHash, history[0].Actor, history[0].RunId, history[0].AuditSequence));
        Assert.Equal(before, (await bench.Revisions.ReadAsync(bench.File, old.Hash, Stop))!.Text);
    }
}
