using System.Collections.Frozen;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Runbook.Probes;

/// <summary>Every probe that a check can name; the guide refers to them by these names.</summary>
internal sealed class ProbeCatalog
{
    private readonly FrozenDictionary<string, Func<StackSnapshot, string, ProbeAnswer>> _live;
    private readonly FrozenDictionary<string, Func<StackSnapshot, string, ProbeAnswer>> _standing;

    public ProbeCatalog(IAuditLog audit, IFindingsBoard findings)
    {
        _live = new Dictionary<string, Func<StackSnapshot, string, ProbeAnswer>>
        {
            ["services.created"] = (snapshot, _) => ServiceProbes.Created(snapshot),
            ["services.running"] = (snapshot, _) => ServiceProbes.Running(snapshot),
            ["service.running"] = ServiceProbes.OneRunning,
            ["health.monitored"] = (snapshot, _) => ServiceProbes.HealthMonitored(snapshot),
            ["mounts.not-refused"] = (snapshot, _) => MountProbes.NotRefused(snapshot),
            ["tmpfs.services-running"] = (snapshot, _) => TmpfsProbes.ServicesRunning(snapshot),
            ["tmpfs.mode-kept"] = (snapshot, _) => TmpfsProbes.ModeKept(snapshot),
            ["tmpfs.writable"] = TmpfsProbes.Writable,
            ["tmpfs.inodes"] = (snapshot, _) => TmpfsProbes.Inodes(snapshot),
            ["tmpfs.below-warning"] = (snapshot, _) => TmpfsProbes.BelowWarning(snapshot),
            ["tmpfs.monitored"] = (snapshot, _) => TmpfsProbes.Monitored(snapshot),
        }.ToFrozenDictionary(StringComparer.Ordinal);
        _standing = new Dictionary<string, Func<StackSnapshot, string, ProbeAnswer>>
        {
            ["compose.no-findings"] = (snapshot, rules) => FindingProbes.InCompose(findings.Find(snapshot.Key.Stack), rules),
            ["containerfiles.no-findings"] = (snapshot, rules) => FindingProbes.InContainerfiles(findings.Find(snapshot.Key.Stack), rules),
            ["disk.below-warning"] = (snapshot, _) => HostProbes.Disk(snapshot),
            ["audit.intact"] = (_, _) => AuditProbe.Intact(audit),
        }.ToFrozenDictionary(StringComparer.Ordinal);
        Names = _live.Keys.Concat(_standing.Keys).ToHashSet(StringComparer.Ordinal);
    }

    public IReadOnlySet<string> Names { get; }

    public CheckResult Ask(CheckDefinition check, StackSnapshot snapshot)
    {
        if (check.Probe is null)
        {
            return new CheckResult(check, CheckState.NoCheck, "No check yet: the panel cannot see this. Look for yourself.", "", null, []);
        }

        var (name, argument) = check.Probe.IndexOf(' ', StringComparison.Ordinal) is var cut and > 0 ? (check.Probe[..cut], check.Probe[(cut + 1)..]) : (check.Probe, "");
        var answer = _standing.TryGetValue(name, out var standing) ? standing(snapshot, argument)
            : snapshot.IsStale ? ProbeAnswer.Unknown("The engine does not answer, so this cannot be told now.", "engine", snapshot.Engine.LastAnswerAt)
            : _live[name](snapshot, argument);
        return new CheckResult(check, answer.State, answer.Evidence, answer.Source, answer.At, answer.Services);
    }
}
