using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace XnaiControl.Core.Engine.Control;

/// <summary>Finds the user's compose command; asked once, because plugins do not come and go while the panel runs.</summary>
internal sealed class ComposeCommand
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(10);
    private readonly Lazy<string[]?> _words;

    public ComposeCommand(IOptions<XnaiOptions> options, EngineEndpoint endpoint)
        : this(options.Value.Compose, endpoint.Id == "docker", OnPath, Answers)
    {
    }

    internal ComposeCommand(string configured, bool docker, Func<string, bool> onPath, Func<string[], bool> answers) =>
        _words = new Lazy<string[]?>(() => Find(configured, docker, onPath, answers));

    /// <summary>Program and its leading arguments; null when none was found.</summary>
    public IReadOnlyList<string>? Words => _words.Value;

    private static string[]? Find(string configured, bool docker, Func<string, bool> onPath, Func<string[], bool> answers)
    {
        if (configured.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } chosen)
            return chosen;
        string[][] podman = [["podman-compose"], ["podman", "compose"]];
        string[][] dockers = [["docker", "compose"], ["docker-compose"]];
        return (docker ? dockers.Concat(podman) : podman.Concat(dockers))
            .FirstOrDefault(words => onPath(words[0]) && (words.Length == 1 || answers(words)));
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>A sub-command may be missing although its program is there.</summary>
    private static bool Answers(string[] words)
    {
        var start = new ProcessStartInfo(words[0]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var word in words.Skip(1).Append("version"))
            start.ArgumentList.Add(word);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(ProbeLimit))
                return process.ExitCode == 0;
            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
