using System.Collections.Immutable;

namespace XnaiControl.Core.Engine.Control;

/// <summary>Asks the engine to create containers that never start and are removed at once. Only Operations calls it.</summary>
internal interface IEngineSandbox
{
    /// <summary>The image by which the engine knows a name locally, or null; nothing is pulled.</summary>
    Task<string?> FindImageAsync(string name, CancellationToken cancellationToken);

    /// <summary>Some image that is there, or null when there is none.</summary>
    Task<string?> AnyImageAsync(CancellationToken cancellationToken);

    /// <summary>Creates and removes. Null when the engine accepts, else its words.</summary>
    /// <exception cref="EngineException">The engine does not answer.</exception>
    Task<string?> TryCreateAsync(SandboxRequest request, CancellationToken cancellationToken);
}

/// <param name="Tmpfs">Target and options.</param>
/// <param name="Binds">As the API writes them: <c>source:target[:options]</c>.</param>
/// <param name="Volumes">Names of volumes in <paramref name="Binds"/> that are to go away again.</param>
internal sealed record SandboxRequest(string Image, ImmutableDictionary<string, string> Tmpfs, ImmutableArray<string> Binds, ImmutableArray<string> Volumes);
