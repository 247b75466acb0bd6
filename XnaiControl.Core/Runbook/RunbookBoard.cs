using System.Collections.Immutable;
using System.Collections.Concurrent;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Metering;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Runbook.Probes;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Core.Runbook;

internal sealed class RunbookBoard : IRunbookBoard
{
    private readonly ProbeCatalog _probes;
    private readonly IAuditLog _audit;
    private readonly IFindingsBoard _findings;
    private readonly ConcurrentDictionary<StackKey, Remembered> _last = new();

    public RunbookBoard(IAuditLog audit, IFindingsBoard findings)
    {
        _audit = audit;
        _findings = findings;
        _probes = new ProbeCatalog(audit, findings);
        Definition = RunbookReader.Read("phases.yml", EmbeddedGuide(), _probes.Names, OperationKinds.All.Keys.ToHashSet());
    }

    public RunbookDefinition Definition { get; }

    public ImmutableArray<PhaseResult> Evaluate(StackSnapshot snapshot)
    {
        // A new verdict on the audit log and a new lint are news without a new snapshot.
        var verdict = _audit.LastVerdict;
        var findings = _findings.Find(snapshot.Key.Stack);
        if (_last.TryGetValue(snapshot.Key, out var last) && ReferenceEquals(last.Snapshot, snapshot) && ReferenceEquals(last.Verdict, verdict) && ReferenceEquals(last.Findings, findings))
        {
            return last.Phases;
        }

        ImmutableArray<PhaseResult> phases = [.. Definition.Phases.Select(phase => new PhaseResult(phase, [.. phase.Steps.Select(step => Evaluate(step, snapshot))]))];
        _last[snapshot.Key] = new Remembered(snapshot, verdict, findings, phases);
        return phases;
    }

    private StepResult Evaluate(StepDefinition step, StackSnapshot snapshot)
    {
        ImmutableArray<CheckResult> checks = [.. step.Checks.Select(check => _probes.Ask(check, snapshot))];
        return new StepResult(step, Together(checks), checks);
    }

    private static CheckState Together(ImmutableArray<CheckResult> checks)
    {
        ReadOnlySpan<CheckState> worstFirst = [CheckState.Failing, CheckState.Unknown, CheckState.NoCheck];
        foreach (var state in worstFirst)
        {
            if (checks.Any(check => check.State == state))
            {
                return state;
            }
        }

        return checks.IsEmpty ? CheckState.NoCheck : CheckState.Passing;
    }

    private static string EmbeddedGuide()
    {
        using var stream = typeof(RunbookBoard).Assembly.GetManifestResourceStream("phases.yml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record Remembered(StackSnapshot Snapshot, ChainVerdict? Verdict, StackFindings? Findings, ImmutableArray<PhaseResult> Phases);
}
