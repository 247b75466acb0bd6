using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD101VolumeOnTmpfs : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD101",
        RuleCategory.Containerfile,
        "A VOLUME on a tmpfs target",
        Severity.Warning,
        "A container started without the tmpfs gets an anonymous volume there instead: data that should vanish stays on the disk, one volume per container. "
        + "A volume below a tmpfs is mounted into it and escapes its size limit. Files that later build steps put there are lost with some builders.",
        "Take the path out of VOLUME; the compose file decides what is mounted there.",
        Bad: "FROM python:3.12-slim\nVOLUME /app/logs",
        Good: "FROM python:3.12-slim\nRUN mkdir -p /app/logs && chmod 1777 /app/logs",
        Source: "Recovery guide, phase 1 step 3; anonymous volumes and mounts measured on Podman 4.3.1");

    public IEnumerable<Finding> Check(LintInput input)
    {
        foreach (var step in input.Chain.Where(step => step.Effective.Keyword == "VOLUME"))
        {
            foreach (var word in step.Effective.List)
            {
                if (step.Before.Expand(word) is { Length: > 0 and <= Variables.MaxLength } path && UnixPath.Clean(path) is var volume && input.TmpfsOver(volume) is { } target)
                {
                    var place = step.Effective.PlaceOf(word);
                    var where = volume == target ? $"on the tmpfs target {target}" : $"inside the tmpfs target {target}";
                    yield return input.Finding(Info, place, volume, $"VOLUME {volume} lies {where}", input.Seen($"VOLUME {volume}", place), new Evidence($"tmpfs on {target}"));
                }
            }
        }
    }
}
