using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Finds in compose output why the engine refused a service.</summary>
internal static class ComposeErrors
{
    /// <summary>The engine's words, or null when the output has none for this service.</summary>
    public static string? For(DeclaredService service, string project, ImmutableArray<string> output)
    {
        var failures = UpLog.Parse(string.Join('\n', output));
        string?[] names = [service.Name, service.ContainerName, $"{project}_{service.Name}_1", $"{project}-{service.Name}-1"];
        return names.Select(name => name is null ? null : failures.GetValueOrDefault(name)).FirstOrDefault(error => error is not null);
    }
}
