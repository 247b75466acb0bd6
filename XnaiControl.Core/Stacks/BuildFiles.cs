using System.Collections.Immutable;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;

namespace XnaiControl.Core.Stacks;

/// <summary>The Containerfiles that a stack's services build, each linted once with what its services give it.</summary>
public static class BuildFiles
{
    private const long MaxBytes = 4 << 20;

    /// <summary>As the build tools look, first found first.</summary>
    private static readonly ImmutableArray<string> Names = ["Containerfile", "Dockerfile"];

    /// <param name="folder">The project's folder: contexts are relative to it.</param>
    public static ImmutableArray<ContainerfileLintResult> Lint(ComposeModel model, string folder, ComposePolicy policy) =>
    [
        .. model.Services
            .Select(service => (Service: service, File: FileOf(service, folder)))
            .Where(built => built.File is not null)
            .GroupBy(built => built.File!, built => built.Service, StringComparer.Ordinal)
            .Select(group => Lint(group.Key, [.. group], policy))
            .OfType<ContainerfileLintResult>(),
    ];

    /// <summary>What the services that build a file say about it: with several only what holds for all of them.</summary>
    /// <param name="services">At least one.</param>
    public static ContainerfileContext ContextOf(IReadOnlyList<ComposeService> services, ComposePolicy policy)
    {
        var targets = services.SelectMany(service => service.Mounts).Where(mount => mount.Kind == ComposeMountKind.Tmpfs)
            .Select(mount => mount.Target).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return new ContainerfileContext(
            targets,
            services.Count == 1 ? services[0].Name : "",
            services.Select(service => service.Build!.Target ?? "").Distinct().ToList() is [var target] ? target : "",
            LogDirectory: services.SelectMany(service => service.Environment).FirstOrDefault(variable => variable.Name == "LOG_DIR")?.Value ?? "",
            ServiceSetsUser: services.All(service => service.User is not null),
            ServiceChecksHealth: services.All(service => service.HealthCheck is { Disabled: false }),
            ReadyMadeTargets: ReadyMade(policy));
    }

    /// <summary>Targets that the policy does not want world-writable: the image need not prepare them.</summary>
    public static ImmutableArray<string> ReadyMade(ComposePolicy policy) => [.. policy.Tmpfs.Where(target => target.Value.Mode != "1777").Select(target => target.Key)];

    private static ContainerfileLintResult? Lint(string file, ImmutableArray<ComposeService> services, ComposePolicy policy)
    {
        var context = ContextOf(services, policy);
        try
        {
            return new FileInfo(file).Length <= MaxBytes ? ContainerfileLinter.Lint(file, File.ReadAllBytes(file), context) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The build says so too, and louder; the board looks again when the file changes.
            return null;
        }
    }

    private static string? FileOf(ComposeService service, string folder)
    {
        if (service.Build is not { } build || build.Context.Contains("://", StringComparison.Ordinal))
        {
            return null;
        }

        var context = Path.GetFullPath(build.Context, folder);
        return build.Dockerfile is { Length: > 0 } named
            ? Path.GetFullPath(named, context) is var file && File.Exists(file) ? file : null
            : Names.Select(name => Path.Combine(context, name)).FirstOrDefault(File.Exists);
    }
}
