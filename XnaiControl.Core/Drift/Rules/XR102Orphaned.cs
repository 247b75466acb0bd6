using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The engine has a container of this project whose service the file does not declare.</summary>
internal sealed class XR102Orphaned : IDriftRule
{
    public RuleInfo Info { get; } = new("XR102", RuleCategory.Drift, "A container whose service the file does not declare", Severity.Warning,
        Failure: "It keeps running with an old definition: it holds ports, volumes and memory, and no change of the file reaches it.",
        Remedy: "Remove the container, or declare its service again.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from service in scene.Snapshot.Services
        where scene.Model.Find(service.Name) is null && service.Container is not null
        select new Finding(Info, Info.Severity, SourceRange.Whole(scene.Model.Files[^1]), service.Name, "", $"{service.Name} runs, and no file declares it",
            [new Evidence($"The engine has the container {service.Container!.Record.Name}")],
            NoFix: $"Stop {service.Name} and remove its container, or declare the service.");
}
