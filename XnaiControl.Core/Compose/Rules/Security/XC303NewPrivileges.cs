using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC303NewPrivileges : IComposeRule
{
    private const string Option = "no-new-privileges:true";

    public RuleInfo Info { get; } = new("XC303", RuleCategory.Security, "Processes may gain privileges", Severity.Note,
        Failure: "A process in the container can become root through a setuid program of the image (su, sudo, mount), also when the service runs as an ordinary user.",
        Remedy: "Set security_opt: [\"no-new-privileges:true\"]. Only images that use sudo or su at run time need it off.",
        Fixable: true,
        Bad: "image: app:1.0",
        Good: "image: app:1.0\nsecurity_opt:\n  - no-new-privileges:true",
        Source: "CIS Docker Benchmark 5.26; PR_SET_NO_NEW_PRIVS in prctl(2)");

    public IEnumerable<Finding> Check(ComposeScene scene)
    {
        foreach (var service in scene.Services.Where(service => (service.Image ?? service.Build?.Context) is not null && service.Node.Find("privileged") is not ScalarNode { Value: "true" }))
        {
            var options = (service.Node.Find("security_opt") as SequenceNode)?.Items.OfType<ScalarNode>().ToList() ?? [];
            var stated = options.Find(option => option.Value.StartsWith("no-new-privileges", StringComparison.Ordinal));
            if (stated is null)
            {
                var finding = ComposeScene.Found(Info, service, service.Range, "no-new-privileges", "Its processes may gain privileges through setuid programs");
                yield return BecomesRoot(service)
                    ? finding with { NoFix = "Its command uses sudo or su, which would stop working. Start the service as the right user instead." }
                    : ComposeScene.Answered(finding, ComposeScene.FixBy("Forbid new privileges", Edit(service.Node)), "The service is written in a way that cannot be changed with certainty.");
            }
            else if (stated.Value.EndsWith("false", StringComparison.OrdinalIgnoreCase))
            {
                yield return ComposeScene.Found(Info, service, stated.Range, "no-new-privileges", "New privileges are allowed explicitly") with
                {
                    NoFix = "Somebody wrote false on purpose. Ask why before you change it.",
                };
            }
        }
    }

    private static TextEdit? Edit(MappingNode service) => service.Entry("security_opt") switch
    {
        null => YamlEdit.AddEntry(service, ["security_opt:", $"  - {Option}"], $"security_opt: [\"{Option}\"]", "image", "build", "container_name", "user", "restart", "read_only", "cap_drop", "cap_add"),
        { Value: SequenceNode list } => YamlEdit.AddItems(list, Option),
        _ => null,
    };

    private static bool BecomesRoot(ComposeService service) =>
        service.Command.Concat((service.Node.Find("entrypoint") as SequenceNode)?.Items.OfType<ScalarNode>().Select(item => item.Value) ?? [])
            .SelectMany(word => word.Split((char[]?)null)).Any(word => word is "sudo" or "su");
}
