using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Operations;

/// <summary>The stages of a change, with the names people read.</summary>
internal static class ChangeStages
{
    public const string Check = "Check that the files are as in the preview";
    public const string Back = "Roll back: ";

    public static string Trial(string service) => $"Ask the engine about the mounts of {service}";

    public static string Write(FileChange file) => $"Write {Path.GetFileName(file.After.File)}";

    public static string Commit(FileChange file) => $"Commit {Path.GetFileName(file.After.File)} in git";

    public static ImmutableArray<string> Of(OperationScene scene, ChangeSubject subject, bool up)
    {
        var existing = scene.Before.Select(container => TargetContainers.ServiceOf(container, scene.Target.Stack.Stack, scene.Declaration)).ToHashSet(StringComparer.Ordinal);
        return
        [
            Check,
            .. subject.Stack.Changed.Select(Trial),
            .. subject.Files.Select(Write),
            .. (up ? subject.Stack.Changed : []).SelectMany(service => Rollout(scene, service, existing.Contains(service))),
        ];
    }

    private static IEnumerable<string> Rollout(OperationScene scene, string service, bool exists)
    {
        if (exists)
        {
            yield return ServiceRollout.RemoveStage("", service);
        }

        yield return ServiceRollout.UpStage(scene, "", service);
        yield return ServiceRollout.WaitStage("", service);
    }
}
