using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Containerfiles.Shell;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Packages;

/// <summary>
/// What in a RUN empties a cache that is to be mounted. With the mount it would empty the cache of every build, so it goes
/// together with the mount's coming.
/// </summary>
internal static class CleanUp
{
    /// <summary>The stretches to take out, or why they cannot be.</summary>
    public static (ImmutableArray<TextSpan> Cuts, string? Obstacle) In(Script script, PackageManager manager, ImmutableArray<CacheFolder> folders, BuildState state, SourceText source)
    {
        var cuts = ImmutableArray.CreateBuilder<TextSpan>();
        for (var at = 0; at < script.Commands.Length; at++)
        {
            var command = script.Commands[at];
            if (manager.Cleans?.Invoke(command) == true)
            {
                if (Cut(script, at, source) is not { } cut)
                {
                    return ([], $"The same RUN empties the cache with {command.Name} {command.Verb}. Take that command out first.");
                }

                cuts.Add(cut);
            }
            else if (command.Name == "rm")
            {
                var (found, obstacle) = InRemoval(script, at, folders, state, source);
                if (obstacle is not null)
                {
                    return ([], obstacle);
                }

                cuts.AddRange(found);
            }
        }

        return (cuts.ToImmutable(), null);
    }

    private static (ImmutableArray<TextSpan> Cuts, string? Obstacle) InRemoval(Script script, int at, ImmutableArray<CacheFolder> folders, BuildState state, SourceText source)
    {
        var command = script.Commands[at];
        var paths = command.Words.Select((word, index) => (Word: word, Index: index, Path: PathOf(state, word))).Skip(1).Where(one => !one.Word.Value.StartsWith('-')).ToList();
        if (paths.FirstOrDefault(one => one.Path is not null && folders.Any(folder => one.Path != folder.Path && UnixPath.IsIn(folder.Path, one.Path))) is { Path: { } around })
        {
            return ([], $"The same RUN removes {around}, and with the mount in it that fails. Remove something smaller there first.");
        }

        var own = paths.Where(one => one.Path is not null && folders.Any(folder => UnixPath.IsIn(one.Path, folder.Path))).ToList();
        var reason = $"The same RUN removes {own.FirstOrDefault().Path}, which the mount would hold. Take that out first.";
        if (own.Count == 0)
        {
            return ([], null);
        }

        if (own.Count == paths.Count)
        {
            return Cut(script, at, source) is { } whole ? ([whole], null) : ([], reason);
        }

        var cuts = own.Select(one => Cut(script, command.Words[one.Index - 1].End, one.Word.End, source)).ToList();
        return cuts.Contains(null) ? ([], reason) : ([.. cuts.Select(cut => cut!.Value)], null);
    }

    /// <summary>Clean, without a last <c>/*</c>.</summary>
    private static string? PathOf(BuildState state, Word word) =>
        state.PathOf(word) is { } path ? path.EndsWith("/*", StringComparison.Ordinal) && path.Length > 2 ? path[..^2] : path : null;

    /// <summary>A command with the operator before it, where the neighbours do not depend on it.</summary>
    private static TextSpan? Cut(Script script, int at, SourceText source)
    {
        var command = script.Commands[at];
        if (at == 0 || !command.Redirections.IsEmpty || command.Words[0].Value.Split('/')[^1] != command.Name
            || at + 1 < script.Commands.Length && script.Commands[at + 1].Operator is not ("&&" or ";" or "\n"))
        {
            return null;
        }

        var before = script.Commands[at - 1];
        var end = before.Redirections.Select(one => one.Target.End).Append(before.Words.IsEmpty ? 0 : before.Words[^1].End).Max();
        return script.Text.Text.AsSpan(end..Math.Max(end, command.Words[0].Start)).Trim() is "&&" or ";" or ""
            ? Cut(script, end, command.Words[^1].End, source)
            : null;
    }

    /// <summary>Null where a comment would go with it, or where places are not the file's.</summary>
    private static TextSpan? Cut(Script script, int start, int end, SourceText source) =>
        script.Editable && script.Text.InFile(start - 1, 1).End is var from && TextSpan.Between(from, script.Text.InFile(end - 1, 1).End) is var span && !source.Slice(span).Contains('#')
            ? span
            : null;
}
