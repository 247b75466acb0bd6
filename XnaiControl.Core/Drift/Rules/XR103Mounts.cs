using XnaiControl.Core.Compose;
using XnaiControl.Core.Engine;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>Mounts that only one side has, or that are of another kind or source.</summary>
internal sealed class XR103Mounts : IDriftRule
{
    public RuleInfo Info { get; } = new("XR103", RuleCategory.Drift, "The container's mounts are not those of the file", Severity.Warning,
        Failure: "The container was created from an older file: data lands somewhere else than the file says, on a disk that fills or on a tmpfs that forgets.",
        Remedy: "Recreate the service. Data on its tmpfs mounts is lost, volumes are kept.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        scene.Pairs.SelectMany(pair => Missing(pair.Declared, pair.Container.Record).Concat(Undeclared(pair.Declared, pair.Container.Record)));

    private IEnumerable<Finding> Missing(ComposeService service, ContainerRecord record)
    {
        foreach (var mount in service.Mounts.Where(mount => mount.Kind != ComposeMountKind.Other))
        {
            var wanted = mount.Kind.ToString().ToLowerInvariant();
            var found = KindOf(record, mount.Target);
            if (found is null)
            {
                yield return DriftScene.Found(Info, service, mount.Range, mount.Target, $"{mount.Target} is declared as {wanted} and not mounted", $"a {wanted} on {mount.Target}", "nothing mounted there");
            }
            else if (found != wanted)
            {
                yield return DriftScene.Found(Info, service, mount.Range, mount.Target, $"{mount.Target} is a {found}, declared as {wanted}", $"a {wanted} on {mount.Target}", $"a {found}");
            }
            else if (mount.Kind == ComposeMountKind.Bind && SourceOf(mount) is { } source && BindOf(record, mount.Target) is { } bound && bound.TrimEnd('/') != source.TrimEnd('/'))
            {
                yield return DriftScene.Found(Info, service, mount.Range, mount.Target, $"{mount.Target} is bound from another folder", $"{source} on {mount.Target}", bound);
            }
        }
    }

    /// <summary>Volumes are left out: an image may declare its own.</summary>
    private IEnumerable<Finding> Undeclared(ComposeService service, ContainerRecord record)
    {
        var declared = service.Mounts.Select(mount => mount.Target).ToHashSet(StringComparer.Ordinal);
        return from mount in record.Mounts
               where mount.Kind == "bind" && !declared.Contains(ContainerPath.Clean(mount.Target)) && !IsHandedIn(service, mount.Target)
               select DriftScene.Found(Info, service, DriftScene.PlaceOf(service, "volumes"), mount.Target, $"{mount.Target} is mounted and not declared", $"nothing about {mount.Target}", $"a bind of {mount.Source}");
    }

    private static bool IsHandedIn(ComposeService service, string target) =>
        target.StartsWith("/run/secrets", StringComparison.Ordinal) || service.Node.Find("configs") is not null || service.Node.Find("secrets") is not null || service.Node.Find("volumes_from") is not null;

    private static string? KindOf(ContainerRecord record, string target) =>
        record.Tmpfs.Keys.Any(key => ContainerPath.Clean(key) == target) ? "tmpfs" : record.Mounts.FirstOrDefault(mount => ContainerPath.Clean(mount.Target) == target)?.Kind;

    private static string? BindOf(ContainerRecord record, string target) => record.Mounts.FirstOrDefault(mount => ContainerPath.Clean(mount.Target) == target)?.Source;

    /// <summary>Null where the host's path cannot be told from the file.</summary>
    private static string? SourceOf(ComposeMount mount) =>
        mount.Source.Length == 0 || mount.Source[0] == '~' || mount.Source.Contains('$') || Path.GetDirectoryName(mount.Range.File) is not { Length: > 0 } folder ? null : Path.GetFullPath(mount.Source, folder);
}
