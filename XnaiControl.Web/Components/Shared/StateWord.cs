using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Operations;
using XnaiControl.Core.Runbook;

namespace XnaiControl.Web.Components.Shared;

/// <summary>The word, icon and tone of a state: one list for every page.</summary>
public readonly record struct StateWord(string Word, Tone Tone, string Icon)
{
    public static StateWord Of(ServiceState state) => state switch
    {
        ServiceState.NotCreated => new("Not created", Tone.Crit, "none"),
        ServiceState.Created => new("Created", Tone.Idle, "stop"),
        ServiceState.Starting => new("Starting", Tone.Run, "run"),
        ServiceState.Running => new("Running", Tone.Ok, "ok"),
        ServiceState.Healthy => new("Healthy", Tone.Ok, "ok"),
        ServiceState.Unhealthy => new("Unhealthy", Tone.Warn, "warn"),
        ServiceState.Restarting => new("Restarting", Tone.Run, "run"),
        ServiceState.CrashLoop => new("Crash loop", Tone.Crit, "loop"),
        ServiceState.Paused => new("Paused", Tone.Idle, "pause"),
        ServiceState.Stopped => new("Stopped", Tone.Idle, "stop"),
        ServiceState.Completed => new("Completed", Tone.Ok, "ok"),
        ServiceState.Failed => new("Failed", Tone.Crit, "crit"),
        _ => new("Unknown", Tone.Idle, "unk"),
    };

    public static StateWord Of(OperationState state) => state switch
    {
        OperationState.Running => new("Running", Tone.Run, "run"),
        OperationState.Succeeded => new("Succeeded", Tone.Ok, "ok"),
        OperationState.Failed => new("Failed", Tone.Crit, "crit"),
        OperationState.Refused => new("Denied", Tone.Warn, "lock"),
        _ => new("Indeterminate", Tone.Warn, "warn"),
    };

    public static StateWord Of(StageState state) => state switch
    {
        StageState.Running => new("Running", Tone.Run, "run"),
        StageState.Done => new("Done", Tone.Ok, "ok"),
        StageState.Failed => new("Failed", Tone.Crit, "crit"),
        StageState.Skipped => new("Skipped", Tone.Idle, "none"),
        _ => new("Waiting", Tone.Idle, "clock"),
    };

    public static StateWord Of(CheckState state) => state switch
    {
        CheckState.Passing => new("Passing", Tone.Ok, "ok"),
        CheckState.Failing => new("Failing", Tone.Crit, "crit"),
        CheckState.NoCheck => new("No check yet", Tone.Idle, "sign"),
        _ => new("Unknown", Tone.Idle, "unk"),
    };

    public static StateWord Of(AuditResult result) => result switch
    {
        AuditResult.Succeeded => new("Succeeded", Tone.Ok, "ok"),
        AuditResult.Failed => new("Failed", Tone.Crit, "crit"),
        AuditResult.Denied => new("Denied", Tone.Warn, "lock"),
        AuditResult.Indeterminate => new("Indeterminate", Tone.Warn, "warn"),
        _ => new("Recorded", Tone.Idle, "chain"),
    };
}
