using System.Collections.Immutable;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>What the compose files say after merging and interpolation, with the place of each part.</summary>
/// <param name="Name">Top-level <c>name:</c>, or null.</param>
/// <param name="Files">Absolute paths in merge order.</param>
public sealed record ComposeModel(string? Name, ImmutableArray<string> Files, ImmutableArray<ComposeService> Services)
{
    /// <summary>Top-level <c>volumes:</c>.</summary>
    public ImmutableArray<NamedVolume> Volumes
    {
        get;
        init
        {
            field = value;
            TmpfsVolumes = [.. value.Where(volume => volume.Tmpfs)];
        }
    } = [];

    /// <summary>The few of <see cref="Volumes"/> that are tmpfs: rules ask for them once a service.</summary>
    internal ImmutableArray<NamedVolume> TmpfsVolumes { get; private init; } = [];

    /// <summary>The merged document; its nodes point into the files that they came from.</summary>
    internal MappingNode Root { get; init; } = null!;

    public ComposeService? Find(string service) => Services.FirstOrDefault(s => s.Name == service);
}

/// <param name="Place">Where its key stands in the last file that declares it.</param>
/// <param name="Build">Null when the service has only an image.</param>
/// <param name="MemoryLimitBytes">From <c>mem_limit</c> or <c>deploy.resources.limits.memory</c>; null when neither is set.</param>
/// <param name="DependsOn">Names, in the order of the file.</param>
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
    ImmutableArray<string> DependsOn)
{
    /// <summary>Of its key.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>In the order of the file; a later entry of one name wins.</summary>
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    public ImmutableArray<ServicePort> Ports { get; init; } = [];

    public ImmutableArray<ServiceDependency> Dependencies { get; init; } = [];

    /// <summary>Null when there is none in the file; the image may have one.</summary>
    public ComposeHealthCheck? HealthCheck { get; init; }

    /// <summary>As written: <c>always</c>, <c>unless-stopped</c>, <c>on-failure:3</c>, <c>no</c>; null when absent.</summary>
    public string? Restart { get; init; }

    /// <summary>The command's words; a text is split as a shell would.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    public ImmutableArray<string> Profiles { get; init; } = [];

    /// <summary>The merged mapping of the service.</summary>
    internal MappingNode Node { get; init; } = null!;

    /// <summary>Its key.</summary>
    internal ScalarNode NameNode { get; init; } = null!;
}

/// <param name="Context">As written, after interpolation.</param>
public sealed record ComposeBuild(string Context, string? Dockerfile, string? Target);

/// <param name="Value">Null when it is passed through from the environment of the compose command.</param>
public sealed record EnvironmentVariable(string Name, string? Value)
{
    /// <summary>The list item, or the value in a mapping.</summary>
    internal Node Node { get; init; } = null!;

    internal ScalarNode NameNode { get; init; } = null!;
}

/// <summary>One entry of <c>ports:</c>; ranges are kept as texts.</summary>
/// <param name="HostAddress">Empty: all interfaces.</param>
/// <param name="HostPort">Empty: chosen by the engine.</param>
/// <param name="ContainerPort">Without protocol.</param>
public sealed record ServicePort(string HostAddress, string HostPort, string ContainerPort, string Protocol)
{
    internal Node Node { get; init; } = null!;
}

/// <param name="Condition"><c>service_started</c>, <c>service_healthy</c> or <c>service_completed_successfully</c>.</param>
public sealed record ServiceDependency(string Service, string Condition)
{
    /// <summary>The list item, or the key in a mapping.</summary>
    internal ScalarNode Node { get; init; } = null!;

    /// <summary>The condition's value; null when the condition is the default.</summary>
    internal ScalarNode? ConditionNode { get; init; }
}

/// <param name="Disabled"><c>disable: true</c> or <c>test: [NONE]</c>.</param>
public sealed record ComposeHealthCheck(bool Disabled, ImmutableArray<string> Test)
{
    internal MappingNode Node { get; init; } = null!;
}

/// <param name="Tmpfs">True for a local volume whose driver options make it a tmpfs.</param>
/// <param name="Options">The driver option <c>o</c>, or empty.</param>
public sealed record NamedVolume(string Name, bool External, bool Tmpfs, string Options)
{
    internal ScalarNode NameNode { get; init; } = null!;

    internal Node Node { get; init; } = null!;
}
