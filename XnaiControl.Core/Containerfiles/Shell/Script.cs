using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Shell;

/// <summary>The commands that an instruction runs.</summary>
/// <param name="Text">What the commands' places belong to.</param>
/// <param name="Editable">False when the script is inside a JSON string, where places are not the file's.</param>
internal sealed record Script(LogicalText Text, ImmutableArray<ShellCommand> Commands, bool Editable)
{
    private static readonly string[] Shells = ["sh", "bash", "ash", "dash", "zsh"];

    /// <summary>Those of RUN, CMD, ENTRYPOINT or the command of HEALTHCHECK.</summary>
    public static IEnumerable<Script> Of(Instruction instruction, SourceText source)
    {
        var start = instruction.ArgumentsStart;
        if (instruction.Keyword == "HEALTHCHECK")
        {
            start = instruction.Words is [_, var first, ..] ? first.Start : instruction.Text.Text.Length;
        }

        if (ExecForm.Read(instruction.Text.Text, start) is { } list)
        {
            yield return OfList(instruction, list);
            yield break;
        }

        var commands = ShellReader.Read(instruction.Text.Text, start);
        yield return new Script(instruction.Text, commands, Editable: true);
        foreach (var heredoc in instruction.Heredocs.Where(_ => instruction.Keyword == "RUN" && (commands.IsEmpty || Shells.Contains(commands[0].Name))))
        {
            var body = LogicalText.Of(source, heredoc.Body);
            if (!body.Text.StartsWith("#!", StringComparison.Ordinal) || Shells.Any(shell => body.Text.AsSpan(0, Math.Min(body.Text.Length, 40)).Contains(shell, StringComparison.Ordinal)))
            {
                yield return new Script(body, ShellReader.Read(body.Text, 0), Editable: true);
            }
        }
    }

    private static Script OfList(Instruction instruction, ImmutableArray<Word> list)
    {
        if (list is [var shell, var option, var script, ..] && Shells.Contains(Path.GetFileName(shell.Value)) && option.Value.StartsWith('-') && option.Value.Contains('c', StringComparison.Ordinal))
        {
            return new Script(instruction.Text, [.. ShellReader.Read(script.Value, 0).Select(command => At(command, script))], Editable: false);
        }

        return new Script(instruction.Text, list.IsEmpty ? [] : [new ShellCommand("", list, [])], Editable: false);
    }

    /// <summary>Places every word at the JSON string that holds the script.</summary>
    private static ShellCommand At(ShellCommand command, Word holder) => new(
        command.Operator,
        [.. command.Words.Select(word => word with { Start = holder.Start, Length = holder.Length })],
        [.. command.Redirections.Select(one => (one.Operator, one.Target with { Start = holder.Start, Length = holder.Length }))]);
}
