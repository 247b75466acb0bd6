using System.Collections.Immutable;

namespace XnaiControl.Core.Containerfiles.Document;

/// <param name="Name">As AS gives it, or empty.</param>
/// <param name="Base">What FROM names, variables replaced, or null when one is not known.</param>
/// <param name="Parent">The stage of this file that FROM names, or null for an image.</param>
/// <param name="Steps">Behind FROM, each with what holds before it.</param>
internal sealed record Stage(
    int Index,
    string Name,
    Instruction From,
    string? Base,
    Stage? Parent,
    ImmutableArray<Step> Steps,
    BuildState End)
{
    /// <summary>For lists and keys: the name, or the position from 1.</summary>
    public string Label => Name.Length > 0 ? Name : $"stage {Index + 1}";

    /// <summary>The image that the first stage of the chain begins with, or null when a variable hides it.</summary>
    public string? RootImage { get; } = Parent is null ? Base : Parent.RootImage;

    /// <summary>This stage and those that it builds on, the first of them first.</summary>
    public IEnumerable<Stage> Chain
    {
        get
        {
            var chain = new Stack<Stage>();
            for (var stage = this; stage is not null; stage = stage.Parent)
            {
                chain.Push(stage);
            }

            return chain;
        }
    }
}

internal sealed record Step(Instruction Instruction, BuildState Before)
{
    /// <summary>The instruction, or what it triggers in an image that builds on this one.</summary>
    public Instruction Effective => Instruction.Trigger ?? Instruction;

    public bool Deferred => Instruction.Trigger is not null;
}
