using System.Collections.Immutable;

namespace XnaiControl.Core.Containerfiles;

/// <summary>What is known of the compose service that builds a Containerfile.</summary>
/// <param name="TmpfsTargets">Where the service mounts tmpfs, absolute paths.</param>
/// <param name="Service">The service's name, or empty when none is known.</param>
/// <param name="Target">The stage that <c>build.target</c> names; empty for the last.</param>
/// <param name="BuildArguments">What <c>build.args</c> gives, or null.</param>
/// <param name="LogDirectory">The service's <c>LOG_DIR</c>, or empty.</param>
/// <param name="ServiceSetsUser">True when the service's <c>user:</c> replaces the image's.</param>
/// <param name="ServiceChecksHealth">True when the service has a <c>healthcheck:</c> of its own.</param>
/// <param name="ReadyMadeTargets">tmpfs targets that need no mode 1777, because policy gives them another.</param>
public sealed record ContainerfileContext(
    ImmutableArray<string> TmpfsTargets,
    string Service = "",
    string Target = "",
    IReadOnlyDictionary<string, string>? BuildArguments = null,
    string LogDirectory = "",
    bool ServiceSetsUser = false,
    bool ServiceChecksHealth = false,
    ImmutableArray<string> ReadyMadeTargets = default)
{
    /// <summary>The recovery guide's tmpfs targets, for a file that no service is known to build.</summary>
    public static ContainerfileContext Default { get; } = new(["/tmp", "/var/run", "/app/.cache", "/app/logs", "/app/data"]);
}
