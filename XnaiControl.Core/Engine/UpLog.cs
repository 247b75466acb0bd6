using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace XnaiControl.Core.Engine;

/// <summary>
/// Reads what a compose CLI printed during <c>up</c> and finds out which service the engine refused and why.
/// Knows podman-compose (old and new), docker-compose 1.29 and docker compose v2.
/// </summary>
public static partial class UpLog
{
    private const int MaxErrorLength = 500;

    /// <summary>Service or container name to the engine's error line.</summary>
    public static ImmutableDictionary<string, string> Parse(string text)
    {
        var found = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        string? service = null, orphan = null;
        var creating = new List<string>();
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            var line = raw.Trim().ToString();
            if (PodmanCommand().IsMatch(line))
            {
                // podman-compose names the command before it runs it.
                // A log may hold several runs: the last word on a service counts.
                service = ServiceLabel().Match(line) is { Success: true } label ? label.Groups[1].Value : null;
                orphan = null;
            }
            else if (ExitCodeZero().IsMatch(line))
            {
                if (service is not null)
                    found.Remove(service);
                service = null;
            }
            else if (ForService().Match(line) is { Success: true } one)
            {
                // docker-compose 1.29: container name or service name, then the engine's words.
                var error = Cause(one.Groups[2].Value);
                found[one.Groups[1].Value] = error;
                if (CreateForService().Match(one.Groups[2].Value) is { Success: true } named)
                    found[named.Groups[1].Value] = error;
            }
            else if (ContainerProgress().Match(line) is { Success: true } progress)
            {
                // docker compose v2: progress lines, then the error of the one that failed.
                Progress(progress, creating, found);
            }
            else if (ErrorLine().Match(line) is { Success: true } error)
            {
                var cause = Cause(error.Groups[1].Value);
                if (NoSuchContainer().Match(cause) is { Success: true } missing)
                {
                    // Newer podman-compose prints no command: the failing start names the container that was never created.
                    if (orphan is not null)
                        found[missing.Groups[1].Value] = orphan;
                    orphan = null;
                }
                else if (service is not null)
                    found[service] = cause;
                else if (creating.Count > 0)
                    creating.ForEach(name => found[name] = cause);
                else
                    orphan = cause;
            }
        }
        return found.ToImmutable();
    }

    private static void Progress(Match progress, List<string> creating, ImmutableDictionary<string, string>.Builder found)
    {
        var (name, rest) = (progress.Groups[1].Value, progress.Groups[2].Value);
        if (rest.StartsWith("Error response", StringComparison.Ordinal))
            found[name] = Cause(rest);
        else if (rest is "Creating" or "Starting" or "Error")
        {
            if (!creating.Contains(name))
                creating.Add(name);
        }
        else
        {
            creating.Remove(name);
            found.Remove(name);
        }
    }

    private static string Cause(string text)
    {
        foreach (var prefix in new[] { "Error response from daemon: ", "fill out specgen: " })
        {
            var at = text.IndexOf(prefix, StringComparison.Ordinal);
            if (at >= 0)
                text = text[(at + prefix.Length)..];
        }
        text = CreateForService().Replace(text, "").Trim();
        return text.Length > MaxErrorLength ? text[..MaxErrorLength] + "…" : text;
    }

    [GeneratedRegex(@"^(?:\[[^\]]+\]\s*)?podman (?:--\S+ )*(?:run|create|start|build|pull) ")]
    private static partial Regex PodmanCommand();

    [GeneratedRegex(@"--label (?:com\.docker|io\.podman)\.compose\.service=(\S+)")]
    private static partial Regex ServiceLabel();

    [GeneratedRegex(@"^exit code: 0$")]
    private static partial Regex ExitCodeZero();

    [GeneratedRegex(@"^ERROR: for (\S+)\s+(.+)$")]
    private static partial Regex ForService();

    [GeneratedRegex(@"Cannot (?:create container|start) (?:for )?service (\S+): ")]
    private static partial Regex CreateForService();

    [GeneratedRegex(@"^(?:[✔✘⠿⠋]\s*)?Container (\S+)\s+(Creating|Created|Starting|Started|Running|Recreate|Recreated|Healthy|Waiting|Stopping|Stopped|Error response.*|Error)\b.*$")]
    private static partial Regex ContainerProgress();

    [GeneratedRegex(@"^(?:ERROR:podman_compose:|ERROR:\S*:)?\s*(?:Error:|Error response from daemon:)\s*(.+)$")]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"no container with name or ID ""([^""]+)"" found|no such container:? ""?([A-Za-z0-9_.-]+)""?$")]
    private static partial Regex NoSuchContainer();
}
