using System.Collections.Immutable;

namespace XnaiControl.Core.Compose;

/// <summary>What the compose files say after merging and interpolation, with the place of each part.</summary>
/// <param name="Name">Top-level <c>name:</c>, or null.</param>
/// <param name="Files">Absolute paths in merge order.</param>
public sealed record ComposeModel(string? Name, ImmutableArray<string> Files, ImmutableArray<ComposeService> Services);

/// <param name="Build">Null when the service has only an image.</param>
/// <param name="MemoryLimitBytes">From <c>mem_limit</c> or <c>deploy.resources.limits.memory</c>; null when neither is set.</param>
public sealed record ComposeService(
    string Name,
    Place Place,
    string? ContainerName,
    string? Image,
    ComposeBuild? Build,
    string? User,
    bool ReadOnly,
    long? MemoryLimitBytes,
    ImmutableArray<ComposeMount> Mounts,
    ImmutableArray<string> DependsOn);

/// <param name="Context">As written, after interpolation.</param>
public sealed record ComposeBuild(string Context, string? Dockerfile, string? Target);

/// <summary>Other: mount types that no panel feature treats apart (npipe, cluster, image).</summary>
public enum ComposeMountKind { Tmpfs, Bind, Volume, Other }

/// <param name="Target">Cleaned path inside the container.</param>
/// <param name="Source">Host path or volume name; empty for tmpfs and anonymous volumes.</param>
/// <param name="Options">Raw options: <c>size=100m,mode=1777</c> of a tmpfs, <c>ro,Z</c> of another mount; empty when none.</param>
public sealed record ComposeMount(ComposeMountKind Kind, string Target, string Source, string Options, Place Place);
