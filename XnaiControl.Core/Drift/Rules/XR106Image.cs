using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Drift.Rules;

/// <summary>The container runs another image than the file names.</summary>
internal sealed class XR106Image : IDriftRule
{
    public RuleInfo Info { get; } = new("XR106", RuleCategory.Drift, "The container runs another image than the file names", Severity.Warning,
        Failure: "An old version keeps running although the file was updated, or the other way round.",
        Remedy: "Pull or build the image and recreate the service.");

    public IEnumerable<Finding> Check(DriftScene scene) =>
        from pair in scene.Pairs
        let image = pair.Declared.Image
        where image is not null && !image.Contains('$') && pair.Container.Record.Image.Length > 0 && FullName(image) != FullName(pair.Container.Record.Image)
        select DriftScene.Found(Info, pair.Declared, DriftScene.PlaceOf(pair.Declared, "image"), "image", $"Runs {pair.Container.Record.Image}, the file names {image}", image, pair.Container.Record.Image);

    /// <summary>Short names mean the library of the default registry or a local image, and the tag latest.</summary>
    private static string FullName(string image)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["docker.io/library/", "docker.io/", "localhost/"])
        {
            if (image.StartsWith(prefix, StringComparison.Ordinal))
            {
                image = image[prefix.Length..];
                break;
            }
        }

        return image.Contains('@') || image.LastIndexOf(':') > image.LastIndexOf('/') ? image : image + ":latest";
    }
}
