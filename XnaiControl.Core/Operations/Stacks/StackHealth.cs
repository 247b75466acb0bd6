using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Judges by the engine's containers which declared services run.</summary>
internal static class StackHealth
{
    public static bool IsUpOrCompleted(ContainerRecord container) =>
        TargetContainers.Runs(container) || (container is { State: ContainerRunState.Exited, ExitCode: 0 } && IsOneShot(container));

    public static ImmutableArray<DeclaredService> Missing(StackDeclaration declaration, ImmutableArray<ContainerRecord> seen) =>
        [.. declaration.Services.Where(service => !ContainersOf(service, declaration, seen).Any(IsUpOrCompleted))];

    /// <summary>Why a service does not run: the container's recorded error, compose's words, or its state.</summary>
    public static string Reason(DeclaredService service, StackDeclaration declaration, ImmutableArray<ContainerRecord> seen, ImmutableArray<string> output)
    {
        var container = ContainersOf(service, declaration, seen).FirstOrDefault();
        var reason = container is { State: ContainerRunState.Exited } ? TargetContainers.Describe(container) : null;
        return container?.Error ?? reason ?? ComposeErrors.For(service, declaration.Project, output) ?? (container is null ? "the engine never created it" : TargetContainers.Describe(container));
    }

    private static IEnumerable<ContainerRecord> ContainersOf(DeclaredService service, StackDeclaration declaration, ImmutableArray<ContainerRecord> seen) =>
        seen.Where(container => TargetContainers.ServiceOf(container, declaration.Project, declaration) == service.Name);

    private static bool IsOneShot(ContainerRecord container) => container.RestartPolicy is "" or "no" or "on-failure";
}
