using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A mode in long syntax, which compose tools drop, refuse or misread.</summary>
internal sealed class XC111LongTmpfsMode : IComposeRule
{
    public RuleInfo Info { get; } = new("XC111", RuleCategory.Mounts, "A tmpfs mode in long syntax", Severity.Warning,
        Failure: "What becomes of mode: under a long tmpfs depends on the tool. docker-compose 1.29 refuses the file (\"unsupported option: 'mode'\"), Docker Compose did so until late 2022, swarm ignores it, podman-compose passes the YAML number that it read. The mount then has another mode than the file says.",
        Remedy: "Write the mount as an entry of tmpfs:, which every tool hands to the engine as it stands. The fix moves it there when the long form says nothing else.",
        Fixable: true,
        Bad: "volumes:\n  - type: tmpfs\n    target: /app/logs\n    tmpfs: { size: 100m, mode: 01777 }",
        Good: "tmpfs:\n  - /app/logs:size=100m,mode=1777",
        Source: "compose-go#302, swarmkit#3226; measured: docker-compose 1.29.2 config refuses it, podman-compose 1.0.3 passes --tmpfs /app/logs:size=100m,mode=1023 for 01777");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from mount in service.Mounts
        where mount is { Kind: ComposeMountKind.Tmpfs, Spelling: MountSpelling.LongVolume }
        from mode in mount.OptionList
        where mode is { Name: "mode", Node: not null }
        select ComposeScene.Found(Info, service, mode.Node!.Range, mount.Target, $"The mode of the tmpfs {mount.Target} stands in long syntax", ComposeScene.See($"mode {mode.Value} of {mount.Target}", mode.Node))
            .Offers(Fix(scene, service, mount), Why(mount));

    private static Fix? Fix(ComposeScene scene, ComposeService service, ComposeMount mount) =>
        service.Mounts.Count(other => other.Target == mount.Target) > 1 ? null : ComposeScene.FixBy($"Move {mount.Target} to tmpfs: in short form", ShortForm.Of(scene, service, mount));

    private static string Why(ComposeMount mount) =>
        mount.HasOption("ro") || ((MappingNode)mount.Node).Entries.Any(entry => entry.Key is not ("type" or "target" or "tmpfs"))
            ? "The long form says more than the short form can. Write it by hand as the service needs it."
            : $"The mount cannot be moved with certainty. Add {mount.Target} with size and mode to tmpfs: by hand.";
}
