using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Rules;

internal sealed class XC311UnpinnedImage : IComposeRule
{
    public RuleInfo Info { get; } = new("XC311", RuleCategory.Security, "An image has no fixed version", Severity.Warning,
        Failure: "The next pull may bring another major version: a database that refuses its old files, an interface that changed, or an image that somebody took over. Two hosts with the same file run different programs, and going back has no name.",
        Remedy: "Write the version that runs now (podman image inspect shows it), or a digest.",
        Bad: "image: redis:latest",
        Good: "image: redis:7.4.1",
        Source: "OWASP Docker Security Cheat Sheet, rule 13; Docker documentation, \"Pin base image versions\"");

    public IEnumerable<Finding> Check(ComposeScene scene) =>
        from service in scene.Services
        where service is { Build: null, Image: { } image } && IsUnpinned(image)
        let stated = service.Node.Find("image")!
        select ComposeScene.Found(Info, service, stated.Range, "image", service.Image!.EndsWith(":latest", StringComparison.Ordinal)
            ? $"{service.Image} is another image tomorrow"
            : $"{service.Image} has no tag, which means latest") with
        {
            NoFix = "Which version runs now is known to the engine, not to the file.",
        };

    /// <summary>An image of this host comes from a build, not from a registry; an empty tag is a variable that is not set.</summary>
    private static bool IsUnpinned(string image)
    {
        if (image.Contains('@') || image.Contains('$') || image.StartsWith("localhost/", StringComparison.Ordinal) || image.StartsWith("sha256:", StringComparison.Ordinal) || image.Contains("://", StringComparison.Ordinal) || image[0] is '.' or '/')
        {
            return false;
        }

        var name = image[(image.LastIndexOf('/') + 1)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return name.Length > 0 && (colon < 0 || name[(colon + 1)..] == "latest");
    }
}
