using System.Globalization;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The container's memory limit is not the file's.</summary>
internal sealed class XR108MemoryLimit : IDriftRule
{
    public RuleInfo Info { get; } = new("XR108", RuleCategory.Drift, "The container has another memory limit than the file says", Severity.Warning,
        Failure: "The service is ended by the kernel earlier than planned, or takes memory that was meant for others; its tmpfs counts against this limit.",
        Remedy: "Recreate the service. Some compose CLIs ignore deploy.resources: then write mem_limit.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from pair in scene.Pairs
        let limit = pair.Declared.MemoryLimitBytes
        let running = pair.Container.Record.MemoryLimitBytes
        where limit is not null && limit != running
        select DriftScene.Found(Info, pair.Declared, DriftScene.PlaceOf(pair.Declared, pair.Declared.Node.Entry("mem_limit") is null ? "deploy" : "mem_limit"), "memory",
            $"Memory limit {Text(running)}, the file says {Text(limit.Value)}", Text(limit.Value), Text(running));

    private static string Text(long bytes) => bytes == 0 ? "no limit" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB");
}
