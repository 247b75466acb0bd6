using System.Collections.Immutable;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Metering.Sampling;

/// <summary>Which stacks there are: those declared by a compose file and those that labels name.</summary>
internal static class StackKeys
{
    /// <summary>A declared stack belongs to the engine that has containers of it, else to the first.</summary>
    public static List<(StackKey Key, SampledEngine Engine, StackDeclaration? Declaration)> Of(
        ImmutableArray<StackDeclaration> declarations, ImmutableArray<SampledEngine> engines)
    {
        var stacks = new List<(StackKey Key, SampledEngine Engine, StackDeclaration? Declaration)>(declarations.Length);
        foreach (var engine in engines)
        {
            foreach (var record in engine.Picture.Containers)
            {
                if (record.Project is { } project && !Has(stacks, engine, project))
                {
                    stacks.Add((new StackKey(engine.Id, project), engine, Find(declarations, project)));
                }
            }
        }

        foreach (var declaration in declarations)
        {
            if (engines.Length > 0 && !stacks.Exists(stack => stack.Key.Stack == declaration.Project))
            {
                stacks.Add((new StackKey(engines[0].Id, declaration.Project), engines[0], declaration));
            }
        }

        return stacks;
    }

    private static bool Has(List<(StackKey Key, SampledEngine Engine, StackDeclaration? Declaration)> stacks, SampledEngine engine, string project)
    {
        foreach (var stack in stacks)
        {
            if (ReferenceEquals(stack.Engine, engine) && stack.Key.Stack == project)
            {
                return true;
            }
        }

        return false;
    }

    private static StackDeclaration? Find(ImmutableArray<StackDeclaration> declarations, string project)
    {
        foreach (var declaration in declarations)
        {
            if (declaration.Project == project)
            {
                return declaration;
            }
        }

        return null;
    }
}
