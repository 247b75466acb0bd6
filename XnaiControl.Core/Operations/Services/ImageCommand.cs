using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

/// <summary>
/// Build and pull. The engine's containers do not show an image, so the compose output is read for errors as well as
/// the exit code: podman-compose 1.0.3 exits with 0 after a failed build.
/// </summary>
internal static class ImageCommand
{
    public static async Task<OperationResult> RunAsync(OperationScene scene, RunProgress progress, string command, CancellationToken cancellationToken)
    {
        var (exitCode, output) = await ComposeStep.RunAsync(scene, progress, cancellationToken, command, scene.Target.Service).ConfigureAwait(false);
        return Judge(scene.Target.Service, command, exitCode, output);
    }

    internal static OperationResult Judge(string service, string command, int exitCode, ImmutableArray<string> output)
    {
        var error = output.FirstOrDefault(line => line.TrimStart().StartsWith("Error", StringComparison.OrdinalIgnoreCase));
        var inner = output.FirstOrDefault(line => line.StartsWith("exit code: ", StringComparison.Ordinal) && line != "exit code: 0");
        if (exitCode == 0 && error is null && inner is null)
        {
            return OperationResult.Succeeded($"The {command} of {service} ended without an error. Recreate {service} to run the image.");
        }

        var reason = error?.Trim() ?? inner ?? FormattableString.Invariant($"the command ended with exit code {exitCode}");
        return OperationResult.Failed($"The {command} of {service} failed.", $"The {command} of {service} failed, nothing that runs has changed: {reason} The whole output is below.");
    }
}
