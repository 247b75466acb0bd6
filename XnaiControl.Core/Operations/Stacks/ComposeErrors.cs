using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Finds in compose output why the engine refused a service.</summary>
internal static class ComposeErrors
{
    /// <summary>The engine's words, or null when the output has none for this service.</summary>
    public static string? For(DeclaredService service, string project, ImmutableArray<string> output)
    {
        string[] names = [service.ContainerName ?? "", $"{project}_{service.Name}_1", $"{project}-{service.Name}-1"];
        var current = false;
        foreach (var line in output)
        {
            if (line.StartsWith("podman ", StringComparison.Ordinal))
            {
                // podman-compose echoes each command before its errors.
                current = names.Any(name => name.Length > 0 && $"{line} ".Contains($"--name={name} ", StringComparison.Ordinal));
            }
            else if (IsError(line) && (current || names.Any(name => name.Length > 0 && line.Contains(name, StringComparison.Ordinal)) || line.Contains($" {service.Name} ", StringComparison.Ordinal)))
            {
                return line.Trim();
            }
        }

        return null;
    }

    private static bool IsError(string line) => line.TrimStart().StartsWith("error", StringComparison.OrdinalIgnoreCase) || line.Contains("Error response", StringComparison.Ordinal);
}
