using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD106CacheIdNotNamespaced : IContainerfileRule
{
    public const string Prefix = "xnai-";

    public RuleInfo Info { get; } = new(
        "XD106",
        RuleCategory.Containerfile,
        "A cache mount without an id of the team",
        Severity.Note,
        "The cache is shared with every other project on the builder that mounts the same id, or, without an id, the same target. "
        + "Foreign packages fill it, another owner's files cannot be written, and it cannot be cleaned for this stack alone.",
        "Give the mount an id that begins with xnai-. The first build afterwards fills the new cache.",
        Bad: "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt",
        Good: "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip pip install -r requirements.txt",
        Source: "The team's build rules: cache ids are named xnai-*");

    public IEnumerable<Finding> Check(LintInput input)
    {
        foreach (var stage in input.Stages)
        {
            foreach (var step in stage.Steps.Where(step => step.Effective.Keyword == "RUN"))
            {
                foreach (var mount in Mount.Of(step.Effective).Where(mount => mount.IsCache))
                {
                    var id = mount.Value("id");
                    if (id is null || !id.StartsWith(Prefix, StringComparison.Ordinal) && !id.StartsWith('$'))
                    {
                        var place = step.Effective.Text.InFile(mount.Flag.Start, mount.Flag.Length);
                        var said = id is null ? "has no id" : $"has the id {id}";
                        yield return input.Finding(Info, place, $"{stage.Label}: {mount.Target ?? id}", $"The cache mount on {mount.Target ?? "no target"} {said}, not xnai-…", input.Seen($"--{mount.Flag.Name}={mount.Flag.Value}", place));
                    }
                }
            }
        }
    }
}
