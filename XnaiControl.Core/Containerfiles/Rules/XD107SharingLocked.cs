using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD107SharingLocked : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD107",
        RuleCategory.Containerfile,
        "A cache mount with sharing=locked",
        Severity.Critical,
        "Podman 5 rejects the mount, and the build ends at this RUN. With Docker it builds, so the fault shows on the server first.",
        "Take sharing=locked out. Two builds that share the cache then run side by side; where a package manager cannot bear that, build one image after the other.",
        Fixable: true,
        Bad: "RUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt,sharing=locked apt-get install -y curl",
        Good: "RUN --mount=type=cache,id=xnai-apt,target=/var/cache/apt apt-get install -y curl",
        Source: "The team's build rules: Podman 5 rejects sharing=locked; Podman 4.3.1 still builds with it (measured)");

    public IEnumerable<Finding> Check(LintInput input)
    {
        foreach (var stage in input.Stages)
        {
            var run = 0;
            foreach (var instruction in stage.Steps.Select(step => step.Effective).Where(instruction => instruction.Keyword == "RUN"))
            {
                run++;
                var nth = 0;
                foreach (var mount in Mount.Of(instruction))
                {
                    nth++;
                    if (Locked(mount) is { } option)
                    {
                        var place = instruction.Text.InFile(mount.Exact ? option.Start : mount.Flag.Start, mount.Exact ? option.Length : mount.Flag.Length);
                        yield return input.Finding(Info, place, $"{stage.Label}: RUN {run}, mount {nth}", $"The cache mount on {mount.Target ?? "no target"} says sharing=locked", input.Seen($"--{mount.Flag.Name}={mount.Flag.Value}", place)) with
                        {
                            Fix = mount.Exact ? Remove(input, instruction, mount, option) : null,
                            NoFix = mount.Exact ? null : "Quotes within the flag hide the option's place: take it out by hand.",
                        };
                    }
                }
            }
        }
    }

    private static (string Name, string Value, int Start, int Length)? Locked(Mount mount) =>
        mount.IsCache && mount.Options.LastOrDefault(option => option.Name == "sharing") is { Value: not null } option && option.Value.Equals("locked", StringComparison.OrdinalIgnoreCase) ? option : null;

    /// <summary>The option goes with the comma before it, or as the first with the one behind.</summary>
    private static Fix Remove(LintInput input, Instruction instruction, Mount mount, (string Name, string Value, int Start, int Length) option)
    {
        var first = option.Start == mount.Options[0].Start;
        var (start, length) = (first ? option.Start : option.Start - 1, option.Length + 1);
        return new Fix("Remove sharing=locked", [input.Edit(instruction.Text.InFile(start, length), "")]);
    }
}
