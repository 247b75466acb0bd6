using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>What a builder refuses before it builds anything.</summary>
internal static class InstructionChecks
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN",
        "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    };

    public static void Check(Instruction instruction, ProblemList problems)
    {
        var keyword = instruction.Keyword;
        if (!Known.Contains(keyword))
        {
            problems.Add(
                instruction.Text.InFile(instruction.Start, Math.Min(keyword.Length, 40)),
                $"{Shown(keyword)} is no instruction",
                "Correct the keyword; if the line belongs to the one above, end that one with the escape character.");
        }
        else if (instruction.ArgumentsStart >= instruction.Text.Text.TrimEnd().Length && instruction.Heredocs.IsEmpty && !MayBeEmpty(instruction))
        {
            problems.Add(instruction.KeywordPlace, $"{keyword} says nothing", $"Give {keyword} its arguments or take the line out.");
        }
        else if (Fault(instruction) is { } fault)
        {
            problems.Add(instruction.Place, fault.Message, fault.Remedy);
        }

        if (instruction.Trigger is { } trigger)
        {
            Check(trigger, problems);
        }
    }

    public static void CheckFile(IReadOnlyList<Instruction> instructions, ProblemList problems)
    {
        if (instructions.FirstOrDefault(instruction => instruction.Keyword != "ARG") is not { } first)
        {
            problems.Add(new TextSpan(0, 0), "There is no FROM", "Begin with FROM and the image to build on, or FROM scratch.");
        }
        else if (first.Keyword != "FROM" && Known.Contains(first.Keyword))
        {
            problems.Add(first.KeywordPlace, $"{first.Keyword} stands before the first FROM", "Move it behind FROM; only ARG may stand before.");
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var from in instructions.Where(instruction => instruction.Keyword == "FROM" && instruction.Words.Length == 3))
        {
            if (!names.Add(from.Words[2].Value))
            {
                problems.Add(from.PlaceOf(from.Words[2]), $"Two stages are named {Shown(from.Words[2].Value)}", "Give one of them another name.");
            }
        }
    }

    private static (string Message, string Remedy)? Fault(Instruction instruction) => instruction.Keyword switch
    {
        "FROM" when instruction.Words.Length != 1 && !(instruction.Words.Length == 3 && instruction.Words[1].Value.Equals("AS", StringComparison.OrdinalIgnoreCase)) =>
            ("FROM has neither the form FROM image nor FROM image AS name", "Write one image, and a stage's name behind AS."),
        "ENV" when instruction.Words.Length == 1 && !HasName(instruction.Words[0]) || instruction.Words.Length > 1 && HasName(instruction.Words[0]) && !instruction.Words.All(HasName) =>
            ($"{instruction.Keyword} has a word without name=value", "Write name=value, and put a value with blanks in double quotes."),
        "ARG" when instruction.Words.Any(word => word.Value.StartsWith('=')) => ("ARG has a default without a name", "Write ARG name=default."),
        "COPY" or "ADD" when instruction.List.Length < 2 =>
            ($"{instruction.Keyword} has one path", "Give it the sources and, last, the destination."),
        "HEALTHCHECK" when instruction.Words[0].Value.ToUpperInvariant() is not ("NONE" or "CMD") =>
            ("HEALTHCHECK has neither NONE nor CMD", "Write HEALTHCHECK CMD and the command, options before CMD."),
        "HEALTHCHECK" when instruction.Words.Length == 1 && instruction.Words[0].Value.Equals("CMD", StringComparison.OrdinalIgnoreCase) =>
            ("HEALTHCHECK CMD has no command", "Write the command behind CMD."),
        "SHELL" when instruction.Json is null => ("SHELL is not in JSON form", "Write SHELL [\"/bin/sh\", \"-c\"], with double quotes."),
        "ONBUILD" when instruction.Trigger?.Keyword is "ONBUILD" or "FROM" or "MAINTAINER" =>
            ($"ONBUILD cannot hold {instruction.Trigger.Keyword}", "Take the line out or write it without ONBUILD."),
        _ => null,
    };

    /// <summary>An empty command takes back the base image's.</summary>
    private static bool MayBeEmpty(Instruction instruction) => instruction.Keyword is "CMD" or "ENTRYPOINT";

    private static bool HasName(Word word) => word.Value.IndexOf('=', StringComparison.Ordinal) > 0;

    /// <summary>The part that is a name: what follows may be a password.</summary>
    private static string Shown(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(NameCharacters);
        var name = text[..Math.Min(end < 0 ? text.Length : end, 40)];
        return name.Length == 0 ? "What begins here" : name.Length < text.Length ? name + "…" : name;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
}
