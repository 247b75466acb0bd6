using System.CommandLine;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Web.Commands;

/// <summary><c>fix FILE…</c>: changes the bytes that its fixes name and no others.</summary>
internal static class FixCommand
{
    public static Command Create(Terminal terminal, string folder)
    {
        var files = new Argument<string[]>("file") { Description = "Compose files, Dockerfiles and Containerfiles. The override file beside a compose file is fixed with it.", Arity = ArgumentArity.OneOrMore };
        var rules = new Option<string[]>("--rule") { Description = "Only this rule's findings, such as XC101; may be repeated.", HelpName = "id" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Write nothing; print what would change as a patch for git apply." };
        var shared = new SharedOptions();
        rules.Validators.Add(result =>
        {
            foreach (var id in result.Tokens.Select(token => token.Value).Where(id => !LintRun.Rules.Any(rule => rule.Id == id)))
            {
                result.AddError($"There is no rule {id}. xnai lint names the rule of each finding.");
            }
        });
        var command = new Command("fix", "Fix what has a certain fix. Ends with 0: nothing at or above --fail-on is left, 1: findings remain, 2: unusable input.")
        {
            files, rules, dryRun, shared.FailOn, shared.Policy, shared.Variables,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(files)!;
            var folders = named.Where(file => Directory.Exists(Path.GetFullPath(file, folder))).ToList();
            if (folders.Count > 0)
            {
                terminal.Say(folders.Select(path => $"{path} is a folder. Name the files that may be changed."));
                return ExitCodes.Unusable;
            }

            if (shared.Read(parsed, terminal, folder) is not { } options)
            {
                return ExitCodes.Unusable;
            }

            var inputs = Inputs.Find(named, folder);
            var wanted = parsed.GetValue(rules) is { Length: > 0 } ids ? ids.ToHashSet(StringComparer.Ordinal) : null;
            var outcome = new FixRun(options, finding => wanted is null || wanted.Contains(finding.Rule.Id), parsed.GetValue(dryRun), folder).Over(inputs);
            Write(outcome, parsed.GetValue(dryRun), terminal, folder);
            return !outcome.Problems.IsEmpty ? ExitCodes.Unusable
                : outcome.Remaining.Any(left => left.Finding.Severity >= shared.Threshold(parsed)) ? ExitCodes.Found
                : ExitCodes.Clean;
        });
        return command;
    }

    private static void Write(FixOutcome outcome, bool dryRun, Terminal terminal, string folder)
    {
        // In a dry run the patch has the output for itself, so that it can be piped into git apply.
        var talk = dryRun ? terminal.Errors : terminal.Output;
        var text = new TextFormat(terminal.Colours && !dryRun);
        if (dryRun)
        {
            terminal.Output.Write(string.Concat(outcome.Diffs.Select(diff => diff.ToPatch(PatchPath(diff.Before.File, folder)))));
            terminal.Output.Flush();
        }

        foreach (var finding in outcome.Answered)
        {
            talk.Write($"fixed {text.Line(finding, folder)}\n");
        }

        foreach (var (finding, reason) in outcome.Remaining)
        {
            talk.Write($"left  {text.Line(finding, folder)}{(reason.Length > 0 ? $" ({TextFormat.OneLine(reason)})" : "")}\n");
        }

        talk.Write($"{Words.Count(outcome.Answered.Length, "finding")} {(dryRun ? "would be fixed" : "fixed")} in {Words.Count(outcome.Diffs.Length, "file")}, {outcome.Remaining.Length} left.\n");
        talk.Flush();
        terminal.Say(outcome.Problems);
    }

    // git apply takes no path that leads upwards; such a patch is applied from the root.
    private static string PatchPath(string file, string folder) => Words.Path(file, folder).TrimStart('/');
}
