using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Operations;

/// <summary>Runs one compose command as a stage. Its exit code is shown and never believed.</summary>
internal static class ComposeStep
{
    public static string? Refuse(OperationScene scene)
    {
        if (scene.Compose.Command is null)
        {
            return "No compose command was found, so nothing was done. Install podman-compose or the docker compose plugin, or set XNAI_COMPOSE.";
        }

        if (scene.Declaration is null || scene.Declaration.Files.IsDefaultOrEmpty)
        {
            return $"The compose file of {scene.Target.Stack.Stack} is not known, so nothing was done. Add it in Settings.";
        }

        if (scene.Declaration.Problem is { } problem)
        {
            return $"The compose file cannot be read, so nothing was done: {problem}";
        }

        return scene.Target.Service.Length > 0 && DeclaredService(scene) is null
            ? $"The compose file does not declare {scene.Target.Service}, so nothing was done. Check the name in {scene.Declaration.Files[0]}."
            : null;
    }

    public static DeclaredService? DeclaredService(OperationScene scene) =>
        scene.Declaration?.Services.FirstOrDefault(service => service.Name == scene.Target.Service);

    public static string Stage(OperationScene scene, params IReadOnlyList<string> arguments) => $"{scene.Compose.Command} {string.Join(' ', arguments)}";

    /// <summary>Runs it and returns its redacted output.</summary>
    public static Task<(int ExitCode, ImmutableArray<string> Output)> RunAsync(
        OperationScene scene, RunProgress progress, CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        RunAsync(scene, progress, Stage(scene, arguments), cancellationToken, arguments);

    /// <param name="stage">The stage's name, where the command alone does not tell.</param>
    public static Task<(int ExitCode, ImmutableArray<string> Output)> RunAsync(
        OperationScene scene, RunProgress progress, string stage, CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        progress.StageAsync(stage, async () =>
        {
            var output = new List<string>();
            var exitCode = await scene.Compose.RunAsync(
                scene.Declaration!,
                scene.Engine.Endpoint,
                arguments,
                line =>
                {
                    // A line may still arrive while the command is being given up.
                    lock (output)
                    {
                        output.Add(progress.Line(line));
                    }
                },
                cancellationToken).ConfigureAwait(false);
            lock (output)
            {
                return (exitCode, output.ToImmutableArray());
            }
        });
}
