using System.Collections.Immutable;

namespace XnaiControl.Core.Engine;

/// <summary>What the compose files of a stack declare, as plain data; read by the Stacks slice, used by the inventory.</summary>
/// <param name="Project">Compose project name.</param>
/// <param name="Files">Absolute paths in merge order.</param>
/// <param name="Problem">Why the files could not be read, with file and line; null when they could.</param>
public sealed record StackDeclaration(
    string Project,
    ImmutableArray<string> Files,
    ImmutableArray<DeclaredService> Services,
    string? Problem);

/// <param name="ContainerName">Explicit <c>container_name</c>, or null.</param>
/// <param name="User">The <c>user:</c> value after interpolation, or null.</param>
/// <param name="MemoryLimitBytes">Declared limit, or null.</param>
public sealed record DeclaredService(
    string Name,
    string? ContainerName,
    string? Image,
    bool HasBuild,
    string? User,
    bool ReadOnlyRoot,
    long? MemoryLimitBytes,
    ImmutableArray<DeclaredMount> Mounts,
    ImmutableArray<string> DependsOn);

public enum DeclaredMountKind { Tmpfs, Bind, Volume }

/// <param name="Target">Cleaned path inside the container: <c>/app/logs/</c> is <c>/app/logs</c>.</param>
/// <param name="Options">Raw options of a tmpfs (<c>size=100m,mode=1777</c>) or the source of another mount.</param>
/// <param name="Line">1-based line in the compose file.</param>
public sealed record DeclaredMount(DeclaredMountKind Kind, string Target, string Options, int Line);
