using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

/// <summary>A mode whose digits tools read differently.</summary>
internal sealed class XC109OctalMode : IComposeRule
{
    public RuleInfo Info { get; } = new("XC109", RuleCategory.Mounts, "A mode that is not read as octal everywhere", Severity.Warning,
        Failure: "In long syntax a mode is a YAML number. 1777 is decimal to YAML 1.2 and becomes 3361 octal; 01777 is octal to YAML 1.1, and podman-compose passes its decimal value 1023, which the engine reads as octal: nobody may read the directory. 0o1777 reaches the kernel as it stands, and the container does not start.",
        Remedy: "Use the short form, where the digits are octal text: /app/logs:size=100m,mode=1777. In long syntax write the mode as text with a leading zero. The fix does that, and keeps the mode that was meant.",
        Fixable: true,
        Bad: "volumes:\n  - type: tmpfs\n    target: /app/logs\n    tmpfs:\n      mode: 01777",
        Good: "volumes:\n  - type: tmpfs\n    target: /app/logs\n    tmpfs:\n      mode: \"01777\"",
        Source: "YAML 1.1 int, YAML 1.2 core schema; dockge#990; measured: podman-compose 1.0.3 turns 01777 into mode=1023; Podman 4.3.1 ends on mode=0o1777 with \"invalid argument\"");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        from mount in service.Mounts
        where mount.Kind == ComposeMountKind.Tmpfs
        let mode = TmpfsMode.Of(mount)
        where mode is not null && mode.Fault != ModeFault.None
        select Finding(scene, service, mount, mode);

    private Finding Finding(ComposeScene scene, ComposeService service, ComposeMount mount, TmpfsMode mode)
    {
        var option = mount.OptionList.Last(o => o.Name == "mode");
        var at = (Node?)option.Node ?? mount.Node;
        var finding = ComposeScene.Found(Info, service, at.Range, mount.Target, Message(mount, mode), ComposeScene.See($"mode {mode.Text} of {mount.Target}", at)) with
        {
            Severity = mode.Fault is ModeFault.Prefix or ModeFault.NotOctal ? Severity.Critical : Severity.Warning,
        };
        if (mode.Value is not { } meant)
        {
            return finding with { NoFix = "Write the mode in octal digits, for example 1777." };
        }

        var digits = TmpfsMode.Octal(meant);
        var fix = mount.Spelling != MountSpelling.LongVolume ? TmpfsEdit.Set(scene, mount, "mode", digits)
            : option.Node is { IsVerbatim: true } node && !node.Raw.Contains('$') ? YamlEdit.Replace(node.Source, node.Span, Quote(node, digits))
            : null;
        return finding.Offers(ComposeScene.FixBy($"Write the mode of {mount.Target} so that every tool reads {digits}", fix), $"The mode comes from a variable. Set it to 0{digits} there.");
    }

    private static string Message(ComposeMount mount, TmpfsMode mode) => mode.Fault switch
    {
        ModeFault.NotOctal => $"The mode {mode.Text} of {mount.Target} is not octal",
        ModeFault.Prefix => $"The mode {mode.Text} of {mount.Target} reaches the engine with its 0o and is refused",
        ModeFault.Decimal => $"The mode {mode.Text} of {mount.Target} is {TmpfsMode.Octal(mode.Value!.Value)} in decimal, but is read as octal",
        _ when mode.Text[0] == '0' => $"The mode {mode.Text} of {mount.Target} is a number: podman-compose passes it as {mode.Value}",
        _ => $"The mode {mode.Text} of {mount.Target} is a number: read as decimal it is {Convert.ToString(int.Parse(mode.Text, System.Globalization.CultureInfo.InvariantCulture), 8)}",
    };

    private static string Quote(ScalarNode node, string digits) => node.Form == ScalarForm.SingleQuoted ? $"'0{digits}'" : TmpfsEdit.Quoted(digits);
}
