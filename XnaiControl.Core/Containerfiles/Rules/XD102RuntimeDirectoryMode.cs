using System.Collections.Immutable;
using System.Text.RegularExpressions;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed partial class XD102RuntimeDirectoryMode : IContainerfileRule
{
    private const int MostFromEnvironment = 32;
    private const string Target = "a tmpfs target";

    /// <summary>Every distribution's image has them, with the right mode.</summary>
    private static readonly string[] InEveryImage = ["/tmp", "/var/tmp", "/run", "/var/run", "/dev/shm"];

    /// <summary>The guide's policy gives it mode 0755: it must exist, no more.</summary>
    private static readonly ImmutableArray<string> ReadyByPolicy = ["/app/.cache"];

    public RuleInfo Info { get; } = new(
        "XD102",
        RuleCategory.Containerfile,
        "A runtime directory without mode 1777",
        Severity.Warning,
        "On the first start the tmpfs has the mode that the compose file asks for. After a restart the runtime takes the image's directory as its model: "
        + "missing, it becomes root's with mode 0755, and a service that runs as user 1001 ends with \"Permission denied\".",
        "Create the directory in the image and give it the sticky mode: mkdir -p /app/logs && chmod 1777 /app/logs.",
        Bad: "FROM python:3.12-slim\nENV LOG_DIR=/app/logs\nRUN mkdir -p /app/logs",
        Good: "FROM python:3.12-slim\nENV LOG_DIR=/app/logs\nRUN mkdir -p /app/logs && chmod 1777 /app/logs",
        Source: "Recovery guide, phase 1 step 3; moby #45549, podman #20754");

    public IEnumerable<Finding> Check(LintInput input)
    {
        if (input.Final is not { } final)
        {
            yield break;
        }

        var wanted = Wanted(input, final);
        var ready = input.Context.ReadyMadeTargets.IsDefault ? ReadyByPolicy : [.. input.Context.ReadyMadeTargets.Select(UnixPath.Clean)];
        var made = ImageDirectories.Of(input.Chain, input.File.Source, [.. wanted.Keys]);
        foreach (var (path, why) in wanted)
        {
            if (!made.TryGetValue(path, out var found))
            {
                if (input.Context.Service.Length == 0 && why == Target && !UnixPath.IsIn(final.End.WorkDir, Path.GetDirectoryName(path)!))
                {
                    continue; // Without a service the targets are the policy's; this image has nothing to do with them.
                }

                yield return input.Finding(Info, final.From.Place, path, $"{path} is not created in the image", new Evidence($"{path} is {why}."), input.Seen("No step of this file creates it; if the base image does, silence the rule here.", final.From.Place));
            }
            else if (found.Mode != FileMode.OpenAndSticky && !ready.Contains(path))
            {
                yield return input.Finding(Info, found.Place, path, $"{path} has mode {FileMode.Octal(found.Mode)} in the image, not 1777", new Evidence($"{path} is {why}."), input.Seen($"Mode {FileMode.Octal(found.Mode)} comes from here", found.Place));
            }
        }
    }

    private static SortedDictionary<string, string> Wanted(LintInput input, Stage final)
    {
        var wanted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var target in input.TmpfsTargets)
        {
            wanted[target] = Target;
        }

        var named = final.End.Environment
            .Where(one => one.Value is ['/', .. { Length: < Variables.MaxLength }] && DirectoryName().IsMatch(one.Key))
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Take(MostFromEnvironment)
            .Select(one => (Name: one.Key, Path: UnixPath.Clean(one.Value!)));
        if (input.Context.LogDirectory.StartsWith('/'))
        {
            named = named.Where(one => one.Name != "LOG_DIR").Append(("LOG_DIR", UnixPath.Clean(input.Context.LogDirectory)));
        }

        foreach (var (name, path) in named)
        {
            // A folder inside a tmpfs is the service's own to create.
            if (input.TmpfsOver(path) is null)
            {
                wanted[path] = $"named by {name}";
            }
        }

        foreach (var path in InEveryImage)
        {
            wanted.Remove(path);
        }

        return wanted;
    }

    [GeneratedRegex("(^|_)(LOGS?|TMP|TEMP|RUN|RUNTIME)_?DIR(ECTORY)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DirectoryName();
}
