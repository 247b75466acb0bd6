using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The container's restart policy is not the file's.</summary>
internal sealed class XR110RestartPolicy : IDriftRule
{
    public RuleInfo Info { get; } = new("XR110", RuleCategory.Drift, "The container has another restart policy than the file says", Severity.Warning,
        Failure: "After a crash or a reboot the service stays down although the file says otherwise, or comes back when it should not.",
        Remedy: "Recreate the service.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from pair in scene.Pairs
        let policy = pair.Declared.Restart
        where policy is not null && !policy.Contains('$') && Meaning(policy) != Meaning(pair.Container.Record.RestartPolicy)
        select DriftScene.Found(Info, pair.Declared, DriftScene.PlaceOf(pair.Declared, "restart"), "restart",
            $"Restart policy {pair.Container.Record.RestartPolicy}, the file says {policy}", policy, pair.Container.Record.RestartPolicy);

    /// <summary>Podman treats unless-stopped as always; a count of tries is kept elsewhere; YAML reads a bare no as false.</summary>
    private static string Meaning(string policy) => policy.Split(':')[0] switch
    {
        "unless-stopped" => "always",
        "" or "false" => "no",
        var other => other,
    };
}
