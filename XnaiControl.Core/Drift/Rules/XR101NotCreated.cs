using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The file declares a service that the engine does not have.</summary>
internal sealed class XR101NotCreated : IDriftRule
{
    public RuleInfo Info { get; } = new("XR101", RuleCategory.Drift, "A declared service was never created", Severity.Critical,
        Failure: "The service does not run and has no log, because there is no container that could write one.",
        Remedy: "Read the engine's reason, correct the file, and bring the stack up. A service with a profile is created only when its profile is asked for.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from service in scene.Snapshot.Services
        where service.State == ServiceState.NotCreated
        let declared = scene.Model.Find(service.Name)
        where declared is { Profiles.IsEmpty: true }
        select new Finding(Info, Info.Severity, declared.Range, service.Name, "", $"{service.Name} was never created",
            [new Evidence("The file declares it", declared.Range), new Evidence(service.Reason is { Length: > 0 } reason ? $"The engine said: {reason}" : "The engine has no container of it")],
            NoFix: "Correct what the engine refused, then bring the stack up.");
}
