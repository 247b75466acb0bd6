using System.Text.RegularExpressions;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Containerfiles.Shell;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed partial class XD103HardCodedLogPath : IContainerfileRule
{
    /// <summary>Programs that look at a log or prepare its folder.</summary>
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal)
    {
        "tail", "cat", "less", "grep", "ls", "test", "[", "[[", "mkdir", "install", "chmod", "chown", "touch", "ln", "rm", "find", "cd", "logrotate",
    };

    public RuleInfo Info { get; } = new(
        "XD103",
        RuleCategory.Containerfile,
        "Logs written to a hard-coded path",
        Severity.Warning,
        "With read_only the service ends at its start with \"Read-only file system\". Without it the log grows in the container's own layer until the disk is full, and podman logs shows nothing.",
        "Write to standard output, or to a folder that LOG_DIR names and that the service mounts as tmpfs, such as /app/logs.",
        Bad: "CMD python3 -m xnai.rag >> /var/log/rag.log 2>&1",
        Good: "CMD [\"python3\", \"-m\", \"xnai.rag\"]",
        Source: "Recovery pattern: read-only logging");

    public IEnumerable<Finding> Check(LintInput input)
    {
        if (input.Final is not { } final)
        {
            return [];
        }

        var links = LinksToStandardOutput(input);
        return Places(input, final)
            .Where(one => LogPath.IsFile(one.Path) && input.TmpfsOver(one.Path) is null && !links.Contains(one.Path))
            .Select(one => input.Finding(Info, one.Place, one.Subject, $"{one.What} {one.Path}, which no tmpfs covers", input.Seen($"{one.What} {one.Path}", one.Place)));
    }

    private static IEnumerable<(string What, string Subject, string Path, TextSpan Place)> Places(LintInput input, Stage final) =>
        FromEnvironment(input).Concat(FromCommands(input, final)).Concat(FromWrittenScripts(input));

    private static IEnumerable<(string, string, string, TextSpan)> FromEnvironment(LintInput input)
    {
        foreach (var step in input.Chain.Where(step => step.Instruction.Keyword == "ENV"))
        {
            foreach (var one in Assignment.In(step.Instruction).Where(one => LogName().IsMatch(one.Name) && !(one.Name == "LOG_DIR" && input.Context.LogDirectory.Length > 0)))
            {
                if (one.Expand(step.Before) is ['/', .. { Length: < Variables.MaxLength }] path)
                {
                    yield return ($"ENV {one.Name} sends logs to", one.Name, UnixPath.Clean(path), step.Instruction.PlaceOf(one.Place));
                }
            }
        }
    }

    private static IEnumerable<(string, string, string, TextSpan)> FromCommands(LintInput input, Stage final)
    {
        foreach (var keyword in (string[])["ENTRYPOINT", "CMD", "HEALTHCHECK"])
        {
            if (input.Chain.LastOrDefault(step => step.Instruction.Keyword == keyword)?.Instruction is not { } instruction)
            {
                continue;
            }

            foreach (var script in Script.Of(instruction, input.File.Source))
            {
                foreach (var command in script.Commands)
                {
                    foreach (var (word, path) in Redirected(command, final.End).Concat(Named(command, final.End)))
                    {
                        yield return ($"{keyword} writes to", $"{keyword} {path}", path, script.Text.InFile(word.Start, word.Length));
                    }
                }
            }
        }
    }

    /// <summary>Start scripts that COPY writes from a heredoc.</summary>
    private static IEnumerable<(string, string, string, TextSpan)> FromWrittenScripts(LintInput input)
    {
        foreach (var step in input.Chain.Where(step => step.Instruction.Keyword == "COPY"))
        {
            foreach (var body in step.Instruction.Heredocs.Select(heredoc => LogicalText.Of(input.File.Source, heredoc.Body)).Where(body => ShellShebang().IsMatch(body.Text)))
            {
                foreach (var (word, path) in ShellReader.Read(body.Text, 0).SelectMany(command => Redirected(command, step.Before)).Where(one => LogPath.IsLog(one.Path)))
                {
                    yield return ("The script writes to", $"script {path}", path, body.InFile(word.Start, word.Length));
                }
            }
        }
    }

    private static IEnumerable<(Word Word, string Path)> Redirected(ShellCommand command, BuildState state)
    {
        foreach (var (_, target) in command.Redirections)
        {
            if (target.Length > 0 && state.PathOf(target) is { } path)
            {
                yield return (target, path);
            }
        }
    }

    private static IEnumerable<(Word Word, string Path)> Named(ShellCommand command, BuildState state)
    {
        if (Readers.Contains(command.Name))
        {
            yield break;
        }

        var before = "";
        foreach (var word in command.Arguments.ToArray())
        {
            var cut = word.Value.StartsWith('-') ? word.Value.IndexOf('=', StringComparison.Ordinal) : -1;
            var option = cut > 0 ? word.Value[..cut] : before;
            if (state.Expand(word.Value[(cut + 1)..]) is ['/', .. { Length: < Variables.MaxLength }] written && UnixPath.Clean(written) is var path && (LogPath.IsLog(path) || LogPath.IsLogOption(option)))
            {
                yield return (word, path);
            }

            before = word.Value;
        }
    }

    /// <summary>As nginx's images do: a log that is a link to /dev/stdout.</summary>
    private static HashSet<string> LinksToStandardOutput(LintInput input) =>
    [
        .. input.Chain.Where(step => step.Instruction.Keyword == "RUN")
            .SelectMany(step => Script.Of(step.Instruction, input.File.Source))
            .SelectMany(script => script.Commands)
            .Where(command => command.Name == "ln" && command.Has("/dev/stdout", "/dev/stderr", "/proc/self/fd/1", "/proc/self/fd/2", "/proc/1/fd/1", "/proc/1/fd/2"))
            .Select(command => command.Words[^1].Value)
            .Where(path => path.StartsWith('/') && path.Length <= Variables.MaxLength)
            .Select(UnixPath.Clean),
    ];

    [GeneratedRegex("(^|_)LOGS?($|_(FILE|FILENAME|PATH|DIR|DIRECTORY|FOLDER|ROOT|LOCATION|OUTPUT)$)|(^|_)LOG(FILE|DIR|PATH)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LogName();

    [GeneratedRegex(@"\A#!\s*\S*(/|\s)(ba|da|a|z)?sh\b", RegexOptions.CultureInvariant)]
    private static partial Regex ShellShebang();
}
