using System.Collections.Immutable;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>Groups instructions by stage and follows variables, user and working directory through them.</summary>
internal static class StageReader
{
    /// <param name="given">Build arguments that win over the file's defaults.</param>
    public static ImmutableArray<Stage> Read(Containerfile file, IReadOnlyDictionary<string, string?> given)
    {
        var stages = ImmutableArray.CreateBuilder<Stage>();
        var byName = new Dictionary<string, Stage>(StringComparer.OrdinalIgnoreCase);
        var global = BuildState.Empty;
        var instructions = file.Instructions;
        var at = 0;
        for (; at < instructions.Length && instructions[at].Keyword != "FROM"; at++)
        {
            global = instructions[at].Keyword == "ARG" ? global.After(instructions[at], given, global.Arguments) : global;
        }

        while (at < instructions.Length)
        {
            var from = instructions[at++];
            var image = from.Words is [var word, ..] ? global.Expand(word) : null;
            var parent = image is not null ? byName.GetValueOrDefault(image) : null;
            var state = parent is null ? BuildState.Empty : parent.End with { Arguments = BuildState.Empty.Arguments };
            var steps = ImmutableArray.CreateBuilder<Step>();
            for (; at < instructions.Length && instructions[at].Keyword != "FROM"; at++)
            {
                steps.Add(new Step(instructions[at], state));
                state = state.After(instructions[at], given, global.Arguments);
            }

            var name = from.Words is [_, _, var alias] ? alias.Value : "";
            var stage = new Stage(stages.Count, name, from, image, parent, steps.ToImmutable(), state);
            stages.Add(stage);
            if (name.Length > 0)
            {
                byName[name] = stage;
            }
        }

        return stages.ToImmutable();
    }
}
