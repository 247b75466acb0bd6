using System.Collections.Immutable;
using System.Security.Cryptography;
using XnaiControl.Core.Audit;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Which containers an operation's target means, their fingerprint, and what to say of them.</summary>
internal static class TargetContainers
{
    /// <summary>By compose labels; an unlabelled container by the declared <c>container_name</c>. Ordered by name.</summary>
    public static ImmutableArray<ContainerRecord> Of(ImmutableArray<ContainerRecord> all, OperationTarget target, StackDeclaration? declaration) =>
    [
        .. all.Where(container => ServiceOf(container, target.Stack.Stack, declaration) is { } service && (target.Service.Length == 0 || service == target.Service))
            .OrderBy(container => container.Name, StringComparer.Ordinal),
    ];

    /// <summary>The service that a container belongs to in a stack, or null when it is not of that stack.</summary>
    public static string? ServiceOf(ContainerRecord container, string project, StackDeclaration? declaration)
    {
        if (container.Project is not null)
        {
            return container.Project == project ? container.Service ?? "" : null;
        }

        return declaration?.Services.FirstOrDefault(service => service.ContainerName is { } name && name == container.Name)?.Name;
    }

    /// <summary>SHA-256 over name, id, state, start and image of each container.</summary>
    public static string Hash(ImmutableArray<ContainerRecord> containers)
    {
        var picture = containers.OrderBy(container => container.Name, StringComparer.Ordinal).Select(object? (container) => new Dictionary<string, object?>
        {
            ["name"] = container.Name,
            ["id"] = container.Id,
            ["state"] = container.State.ToString(),
            ["started_us"] = container.StartedAt is { } at ? AuditLeaf.ToMicroseconds(at) : null,
            ["image"] = container.ImageId,
        });
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(picture)));
    }

    /// <summary>What the engine shows now, a clause: <c>demo_ui is running since 12:30:01 UTC</c>.</summary>
    public static string Describe(ImmutableArray<ContainerRecord> containers) =>
        containers.IsEmpty ? "no container of it exists" : string.Join(", ", containers.Select(Describe));

    public static string Describe(ContainerRecord container) => container.State switch
    {
        ContainerRunState.Running when container.StartedAt is { } at => FormattableString.Invariant($"{container.Name} is running since {at.UtcDateTime:HH:mm:ss} UTC"),
        ContainerRunState.Running => $"{container.Name} is running",
        ContainerRunState.Exited => FormattableString.Invariant($"{container.Name} has ended with exit code {container.ExitCode}"),
        ContainerRunState.Created => $"{container.Name} was created but never started",
        ContainerRunState.Dead => $"{container.Name} is dead",
        _ => FormattableString.Invariant($"{container.Name} is {container.State}").ToLowerInvariant(),
    };

    public static bool Runs(ContainerRecord container) => container.State is ContainerRunState.Running or ContainerRunState.Paused;
}
