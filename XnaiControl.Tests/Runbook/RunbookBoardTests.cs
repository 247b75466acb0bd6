using System.Collections.Immutable;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Runbook;
using XnaiControl.Core.Stacks;
using XnaiControl.Tests.Components.Support;
using static XnaiControl.Tests.Runbook.Pictures;

namespace XnaiControl.Tests.Runbook;

public class RunbookBoardTests
{
    private readonly AuditLogOf _audit = new(Intact);
    private readonly FakeFindings _findings = new();
    private readonly RunbookBoard _board;

    public RunbookBoardTests() => _board = new RunbookBoard(_audit, _findings);

    [Fact]
    public void A_refused_mount_fails_phase_one_with_the_engines_sentence()
    {
        var snapshot = Snapshot(Service("rag"), Service("crawler", ServiceState.NotCreated, "Error: /app/logs: duplicate mount destination",
            new DeclaredMount(DeclaredMountKind.Tmpfs, "/app/logs", "size=100m", 62), new DeclaredMount(DeclaredMountKind.Bind, "/app/logs", "/tmp/crawler_logs", 65)));

        Assert.Equal((CheckState.Failing, "crawler: Error: /app/logs: duplicate mount destination"), Ask(snapshot, "mounts.not-refused"));
        Assert.Equal((CheckState.Failing, "crawler is not created: Error: /app/logs: duplicate mount destination"), Ask(snapshot, "services.running"));
        var check = All(snapshot).Single(c => c.Check.Probe == "services.running");
        Assert.Equal(["crawler"], check.Services);
    }

    [Fact]
    public void A_service_that_is_missing_for_another_or_an_unknown_reason_is_no_refused_mount()
    {
        Assert.Equal(CheckState.Passing, Ask(Snapshot(Service("a", ServiceState.NotCreated, "Error: image not known")), "mounts.not-refused").State);
        Assert.Equal(CheckState.Unknown, Ask(Snapshot(Service("a", ServiceState.NotCreated)), "mounts.not-refused").State);
    }

    [Fact]
    public void Tmpfs_readings_answer_mode_writability_inodes_and_level()
    {
        var snapshot = Snapshot(Service("rag").With(
            Tmpfs("/tmp", "size=100m,mode=1777", Convert.ToInt32("0755", 8), writable: false),
            Tmpfs("/app/logs", "size=100m,mode=01777", used: 0.9, inodes: 0.95)));
        snapshot = snapshot with { Alerts = [new Alert("rag", "tmpfs", "/app/logs", AlertLevel.Warning, 0.9, 0.8, Now)] };

        Assert.Equal((CheckState.Failing, "rag /tmp asked for mode 1777, the kernel has 0755"), Ask(snapshot, "tmpfs.mode-kept"));
        Assert.Equal((CheckState.Failing, "rag /tmp cannot be written by the service (mode 0755, owner 0:0)"), Ask(snapshot, "tmpfs.writable"));
        Assert.Equal((CheckState.Failing, "rag /app/logs has used 95 % of its inodes"), Ask(snapshot, "tmpfs.inodes"));
        Assert.Equal((CheckState.Failing, "rag /app/logs is 90 % full"), Ask(snapshot, "tmpfs.below-warning"));
        Assert.Equal((CheckState.Passing, "Each of 2 tmpfs mounts is measured"), Ask(snapshot, "tmpfs.monitored"));
    }

    [Fact]
    public void The_modes_that_the_guide_itself_asks_for_are_no_trouble()
    {
        var snapshot = Snapshot(Service("rag").With(
            Tmpfs("/var/run", "size=8m,mode=0755", Convert.ToInt32("0755", 8), writable: false), Tmpfs("/app/logs", "size=8m,mode=1777")));

        Assert.Equal(CheckState.Passing, Ask(snapshot, "tmpfs.writable").State);
        Assert.Equal(CheckState.Passing, Ask(snapshot, "tmpfs.mode-kept").State);
    }

    [Fact]
    public void What_could_not_be_read_is_unknown_and_never_passes()
    {
        var failed = Tmpfs("/tmp", "size=1m,mode=1777");
        failed = failed with { Reading = Reading<TmpfsReading>.Never("permission denied") };

        Assert.Equal((CheckState.Unknown, "rag /tmp was not read: permission denied"), Ask(Snapshot(Service("rag").With(failed)), "tmpfs.mode-kept"));
        Assert.Equal(CheckState.Unknown, Ask(Snapshot(Service("rag").With(Tmpfs("/tmp", "", writable: null))), "tmpfs.writable").State);
        Assert.Equal(CheckState.Unknown, Ask(Snapshot(), "services.running").State);
    }

    [Fact]
    public void An_engine_that_is_gone_leaves_live_checks_unknown_and_file_checks_standing()
    {
        var snapshot = Snapshot(Service("rag")).Unreachable();
        FileSays("services:\n  rag:\n    image: rag\n");

        Assert.Equal(CheckState.Unknown, Ask(snapshot, "services.running").State);
        Assert.Equal(CheckState.Passing, Ask(snapshot, "compose.no-findings").State);
        Assert.Equal(CheckState.Passing, Ask(snapshot, "audit.intact").State);
    }

    [Fact]
    public void Results_are_remembered_per_snapshot_and_a_new_verdict_is_news()
    {
        var snapshot = Snapshot(Service("rag"));
        var first = _board.Evaluate(snapshot);

        Assert.Equal(first, _board.Evaluate(snapshot));
        _audit.LastVerdict = Intact with { Intact = false, FirstBadSequence = 812, Fault = "Its bytes were changed." };
        Assert.Equal((CheckState.Failing, "The chain is broken at entry 812: Its bytes were changed."), Ask(snapshot, "audit.intact"));
        _audit.LastVerdict = null;
        Assert.Equal(CheckState.Unknown, Ask(snapshot, "audit.intact").State);
    }

    [Fact]
    public void The_rules_answer_for_the_files_with_line_and_service()
    {
        var snapshot = Snapshot(Service("crawler"));
        Assert.Equal(CheckState.Unknown, Ask(snapshot, "compose.no-findings").State);

        FileSays("services:\n  crawler:\n    tmpfs: ['/app/logs:size=100m,mode=1777']\n    volumes: ['./l:/app/logs']\n");
        Assert.Equal((CheckState.Failing, "XC101 docker-compose.yml line 3, crawler: Two mounts on /app/logs: tmpfs and bind"), Ask(snapshot, "compose.no-findings"));

        FileSays("services:\n  crawler:\n    tmpfs: ['/app/logs:size=100m,mode=1777']\n");
        Assert.Equal((CheckState.Passing, "No finding of XC101, XC102, XC103 in docker-compose.yml"), Ask(snapshot, "compose.no-findings"));

        FileSays("services: [");
        Assert.Equal(CheckState.Unknown, Ask(snapshot, "compose.no-findings").State);
        Assert.Equal(CheckState.Unknown, Ask(snapshot, "containerfiles.no-findings").State);
    }

    [Fact]
    public void A_step_with_a_check_still_missing_is_not_proven()
    {
        FileSays("services:\n  rag:\n    tmpfs: ['/tmp:size=512m,mode=1777']\n");
        var steps = _board.Evaluate(Snapshot(Service("rag", ServiceState.Healthy, null, new DeclaredMount(DeclaredMountKind.Tmpfs, "/tmp", "size=1m,mode=1777", 3))
            .With(Tmpfs("/tmp", "size=1m,mode=1777")))).SelectMany(p => p.Steps).ToDictionary(s => s.Step.Id, s => s.State);

        Assert.Equal(CheckState.Passing, steps["tmpfs-permissions"]);
        Assert.Equal(CheckState.Passing, steps["validate-infrastructure"]);
        Assert.Equal(CheckState.NoCheck, steps["observability"]);
        Assert.Equal(CheckState.NoCheck, steps["redis-persistence"]);
    }

    private void FileSays(string text) =>
        _findings.Set(new StackFindings("xnai", ["/srv/docker-compose.yml"], ComposeLinter.Lint([SourceText.FromText("/srv/docker-compose.yml", text)], LintOptions.Default), LintOptions.Default, Now));

    private (CheckState State, string Evidence) Ask(StackSnapshot snapshot, string probe)
    {
        var result = All(snapshot).First(c => c.Check.Probe?.Split(' ')[0] == probe);
        return (result.State, result.Evidence);
    }

    private ImmutableArray<CheckResult> All(StackSnapshot snapshot) => [.. _board.Evaluate(snapshot).SelectMany(p => p.Steps).SelectMany(s => s.Checks)];
}
