using XnaiControl.Core.Compose;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Containerfiles;
using XnaiControl.Core.Stacks;

namespace XnaiControl.Web.Commands;

/// <summary>What the compose services among the inputs say about the Containerfiles that they build.</summary>
internal sealed class BuiltBy
{
    private static readonly string[] UsualNames = ["Dockerfile", "Containerfile"];

    private readonly ILookup<string, ComposeService> _services;
    private readonly ComposePolicy _policy;

    public BuiltBy(IEnumerable<LintResult> projects, ComposePolicy policy)
    {
        _policy = policy;
        _services = projects
            .Where(project => project.Model is not null)
            .SelectMany(project => project.Model!.Services.SelectMany(service => Files(project.Model, service).Select(file => (file, service))))
            .ToLookup(pair => pair.file, pair => pair.service, StringComparer.Ordinal);
    }

    /// <summary>For a file that several services build only what holds for all of them.</summary>
    public ContainerfileContext Of(string containerfile)
    {
        var services = _services[containerfile].ToList();
        if (services.Count == 0)
        {
            var wanted = _policy.Tmpfs.Where(target => target.Value.Keep == MountChoice.Tmpfs).ToList();
            return new ContainerfileContext([.. wanted.Select(target => target.Key)], ReadyMadeTargets: BuildFiles.ReadyMade(_policy));
        }

        return BuildFiles.ContextOf(services, _policy);
    }

    private static IEnumerable<string> Files(ComposeModel model, ComposeService service)
    {
        if (service.Build is not { } build)
        {
            return [];
        }

        var context = Path.GetFullPath(build.Context, Path.GetDirectoryName(model.Files[0])!);
        var names = build.Dockerfile is { Length: > 0 } named ? [named] : UsualNames;
        return names.Select(name => Path.GetFullPath(name, context));
    }
}
