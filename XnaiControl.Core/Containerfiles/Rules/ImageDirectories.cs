using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Containerfiles.Shell;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Rules;

/// <summary>Follows mkdir, install, chmod, WORKDIR and COPY --chmod for a few directories.</summary>
internal sealed class ImageDirectories
{
    private readonly Dictionary<string, (int Mode, TextSpan Place)> _found = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string> _wanted;

    private ImageDirectories(ImmutableArray<string> wanted) => _wanted = wanted;

    /// <summary>Those of the wanted directories that the steps create, with the mode they end with and where it was set last.</summary>
    /// <param name="wanted">Clean paths.</param>
    public static IReadOnlyDictionary<string, (int Mode, TextSpan Place)> Of(IEnumerable<Step> steps, SourceText source, ImmutableArray<string> wanted)
    {
        var directories = new ImageDirectories(wanted);
        foreach (var step in steps.Where(step => !step.Deferred))
        {
            directories.Follow(step, source);
        }

        return directories._found;
    }

    private void Follow(Step step, SourceText source)
    {
        var instruction = step.Instruction;
        if (instruction.Keyword == "WORKDIR" && instruction.Words is [var folder, ..] && step.Before.PathOf(folder) is { } path)
        {
            Create(path, FileMode.Plain, instruction.Place);
        }
        else if (instruction.Keyword is "COPY" or "ADD" && instruction.Flag("chmod") is { } chmod && instruction.List is [.., var last] && step.Before.PathOf(last) is { } target && FileMode.Apply(chmod.Value, 0) is { } mode)
        {
            Create(target, mode, instruction.Place);
        }
        else if (instruction.Keyword == "RUN")
        {
            foreach (var script in Script.Of(instruction, source))
            {
                FollowScript(step.Before, script);
            }
        }
    }

    private void FollowScript(BuildState state, Script script)
    {
        foreach (var command in script.Commands)
        {
            var words = command.Arguments.ToArray();
            switch (command.Name)
            {
                case "cd" when words is [var folder, ..]:
                    state = state with { WorkDir = state.PathOf(folder) ?? state.WorkDir };
                    break;
                case "mkdir":
                    CreateAll(state, script, words);
                    break;
                case "install" when command.Has("-d", "--directory") || words.Any(word => word.Value.StartsWith("-d", StringComparison.Ordinal)):
                    CreateAll(state, script, words);
                    break;
                case "chmod":
                    ChangeAll(state, script, words);
                    break;
            }
        }
    }

    private void CreateAll(BuildState state, Script script, Word[] words)
    {
        int? mode = null;
        for (var at = 0; at < words.Length; at++)
        {
            var text = words[at].Value;
            if (text is ("-m" or "--mode" or "-dm" or "-pm") && at + 1 < words.Length)
            {
                mode = FileMode.Apply(words[++at].Value, 0);
            }
            else if (text is ("-o" or "-g" or "--owner" or "--group") && at + 1 < words.Length)
            {
                at++;
            }
            else if (text.StartsWith('-'))
            {
                var given = text.StartsWith("--mode=", StringComparison.Ordinal) ? text[7..] : text.StartsWith("-m", StringComparison.Ordinal) ? text[2..] : "";
                mode = given.Length > 0 ? FileMode.Apply(given, 0) : mode;
            }
            else
            {
                foreach (var path in Paths(state, words[at]))
                {
                    Create(path, mode ?? FileMode.Plain, script.Text.InFile(words[at].Start, words[at].Length), given: mode is not null);
                }
            }
        }
    }

    private void ChangeAll(BuildState state, Script script, Word[] words)
    {
        var operands = words.Where(word => !word.Value.StartsWith('-') || word.Value.Length > 1 && word.Value[1] is ('r' or 'w' or 'x' or 't')).ToArray();
        var deep = words.Any(word => word.Value is "--recursive" || word.Value.StartsWith('-') && word.Value.Contains('R', StringComparison.Ordinal));
        foreach (var word in operands.Skip(1))
        {
            foreach (var path in Paths(state, word))
            {
                foreach (var wanted in _wanted.Where(wanted => wanted == path || deep && _found.ContainsKey(wanted) && UnixPath.IsIn(wanted, path)))
                {
                    var before = _found.TryGetValue(wanted, out var known) ? known.Mode : FileMode.Plain;
                    _found[wanted] = (FileMode.Apply(operands[0].Value, before) ?? before, script.Text.InFile(word.Start, word.Length));
                }
            }
        }
    }

    private void Create(string path, int mode, TextSpan place, bool given = true)
    {
        foreach (var wanted in _wanted.Where(wanted => UnixPath.IsIn(path, wanted) && !_found.ContainsKey(wanted)))
        {
            // mkdir -p gives the mode to the last folder only.
            _found[wanted] = (given && wanted == path ? mode : FileMode.Plain, place);
        }
    }

    private static IEnumerable<string> Paths(BuildState state, Word word) =>
        state.Expand(word) is { Length: <= Variables.MaxLength } text ? Braces.Expand(text).Select(path => UnixPath.Under(state.WorkDir, path)) : [];
}
