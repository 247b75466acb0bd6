using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Containerfiles.Packages;
using XnaiControl.Core.Containerfiles.Shell;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

internal sealed class XD105InstallWithoutCache : IContainerfileRule
{
    public RuleInfo Info { get; } = new(
        "XD105",
        RuleCategory.Containerfile,
        "A package install without a cache mount",
        Severity.Note,
        "Every build whose step changed downloads all packages again: minutes instead of seconds, and no rebuild at all while the network or the package server is away.",
        "Give RUN a cache mount on the folder where the package manager keeps its downloads, with an id that begins with xnai-, and take out what empties it. "
        + "Debian's images delete downloaded packages after each install; remove /etc/apt/apt.conf.d/docker-clean in an earlier step to keep them.",
        Fixable: true,
        Bad: "RUN pip install --no-cache-dir -r requirements.txt",
        Good: "RUN --mount=type=cache,id=xnai-pip,target=/root/.cache/pip pip install -r requirements.txt",
        Source: "Recovery guide, phase 2 step 2; Dockerfile reference, RUN --mount=type=cache");

    public IEnumerable<Finding> Check(LintInput input)
    {
        var listsAreOwn = ListsAreOwn(input);
        var copies = CopiedOut.Of(input.Stages);
        var accounts = new List<Accounts>();
        foreach (var stage in input.Stages)
        {
            accounts.Add((stage.Parent is { } parent ? accounts[parent.Index] : Accounts.WellKnown).After(stage, input.File.Source));
            var nth = 0;
            foreach (var step in stage.Steps.Where(step => step.Effective.Keyword == "RUN"))
            {
                nth++;
                var scripts = Script.Of(step.Effective, input.File.Source).ToList();
                foreach (var manager in PackageManagers.All)
                {
                    var installs = scripts.SelectMany(script => script.Commands.Where(manager.Installs).Select(command => (Script: script, Command: command))).ToList();
                    if (installs.Count > 0)
                    {
                        var place = new CachePlace(stage, step.Before, accounts[stage.Index], listsAreOwn);
                        if (Find(input, copies, step, manager, place, scripts, installs) is { } finding)
                        {
                            yield return finding with { Subject = $"{stage.Label}: RUN {nth}, {manager.Name}" };
                        }
                    }
                }
            }
        }
    }

    private Finding? Find(LintInput input, CopiedOut copies, Step step, PackageManager manager, CachePlace place, List<Script> scripts, List<(Script Script, ShellCommand Command)> installs)
    {
        var folders = manager.Caches(place);
        var mounts = Mount.Of(step.Effective).Where(mount => mount.IsCache && mount.Target is not null).Select(mount => step.Before.Expand(mount.Target!)).ToList();
        if (mounts.Any(target => target is null || Covers(UnixPath.Under(step.Before.WorkDir, target), manager, folders)))
        {
            return null;
        }

        var (script, command) = installs[0];
        var shown = $"{command.Name} {command.Verb}".Trim();
        var finding = input.Finding(
            Info, step.Effective.KeywordPlace, "", $"{shown} without a cache mount",
            input.Seen(shown, script.Text.InFile(command.Words[0].Start, command.Words[0].Length)));
        var (fix, obstacle) = Fix(input, copies, step, manager, place, folders, scripts, installs);
        return finding with { Fix = fix, NoFix = obstacle };
    }

    /// <summary>Any cache mount at, above or below one of the folders is the author's own answer.</summary>
    private static bool Covers(string target, PackageManager manager, ImmutableArray<CacheFolder>? folders) =>
        folders is { } known
            ? known.Any(folder => UnixPath.IsIn(folder.Path, target) || UnixPath.IsIn(target, folder.Path)) || manager.Name == "apk" && target == "/var/cache/apk" || manager.Name == "dnf" && target is "/var/cache/yum" or "/var/cache/libdnf5"
            : target.Contains(manager.Name, StringComparison.Ordinal) || target.EndsWith("/.cache", StringComparison.Ordinal) || target.EndsWith("/mod", StringComparison.Ordinal);

    private static (Fix? Fix, string? Obstacle) Fix(
        LintInput input, CopiedOut copies, Step step, PackageManager manager, CachePlace place, ImmutableArray<CacheFolder>? known, List<Script> scripts, List<(Script Script, ShellCommand Command)> installs)
    {
        if (known is not { } folders)
        {
            return (null, $"The home of the user {step.Before.User} is not told here. Set ENV HOME, then the cache's folder is known.");
        }

        if (manager.NoCacheVariable.Length > 0 && step.Before.Environment.ContainsKey(manager.NoCacheVariable))
        {
            return (null, $"ENV {manager.NoCacheVariable} switches the cache off. Take it out first.");
        }

        if (copies.Obstacle(place.Stage, folders) is { } copied)
        {
            return (null, copied);
        }

        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        foreach (var (script, command) in installs)
        {
            foreach (var word in command.Arguments.ToArray().Where(word => word.Value == manager.NoCacheOption.Option))
            {
                if (!script.Editable)
                {
                    return (null, $"{word.Value} switches the cache off. Take it out first.");
                }

                edits.Add(Replace(input, script, word, manager.NoCacheOption.Instead));
            }
        }

        foreach (var script in scripts)
        {
            var (cuts, obstacle) = CleanUp.In(script, manager, folders, step.Before, input.File.Source);
            if (obstacle is not null)
            {
                return (null, obstacle);
            }

            edits.AddRange(cuts.Select(cut => input.Edit(cut, "")));
        }

        var owner = manager.System ? "" : place.Owner;
        var suffix = manager.System ? "" : place.IdSuffix;
        var flags = string.Concat(folders.Select(folder => $"--mount=type=cache,id={folder.Id}{suffix},target={folder.Path}{owner} "));
        edits.Add(input.Edit(step.Effective.Text.InFile(step.Effective.FlagsStart, 0), flags));
        return (new Fix($"Mount a cache on {string.Join(" and ", folders.Select(folder => folder.Path))}", edits.ToImmutable()), null);
    }

    /// <summary>An option that goes takes the blank before it along.</summary>
    private static TextEdit Replace(LintInput input, Script script, Word word, string instead)
    {
        var gap = instead.Length == 0 && script.Text.Text[word.Start - 1] is ' ' or '\t' && script.Text.InFile(word.Start - 1) == script.Text.InFile(word.Start) - 1 ? 1 : 0;
        return input.Edit(script.Text.InFile(word.Start - gap, word.Length + gap), instead);
    }

    /// <summary>True when each RUN that installs also updates the lists: none depends on lists that another left in its layer.</summary>
    private static bool ListsAreOwn(LintInput input) =>
        input.Stages.SelectMany(stage => stage.Steps.AsEnumerable()).Where(step => step.Effective.Keyword == "RUN").All(step =>
        {
            var commands = Script.Of(step.Effective, input.File.Source).SelectMany(script => script.Commands).Where(PackageManagers.Apt.Installs).ToList();
            return commands.Count == 0 || commands.Any(command => command.Has("update")) && commands.Any(command => !command.Has("update"));
        });
}
