using System.CommandLine;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Web.Commands.Formats;

namespace XnaiControl.Web.Commands;

/// <summary><c>lint FILE|DIR…</c>: says what is wrong, changes nothing.</summary>
internal static class LintCommand
{
    public static Command Create(Terminal terminal, string folder)
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Compose files, Dockerfiles and Containerfiles, or folders that hold some. A compose file is read with its override file and .env.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var format = new Option<string>("--format") { Description = "How findings are written.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "sarif", "github");
        var print = new Option<bool>("--print-policy") { Description = "Print the default policy as a file to start from, and end." };
        var shared = new SharedOptions();
        var command = new Command("lint", "Find faults in compose files and Containerfiles. Ends with 0: none at or above --fail-on, 1: some, 2: unusable input.")
        {
            paths, format, shared.FailOn, shared.Policy, shared.Variables, print,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(print))
            {
                terminal.Output.Write(DefaultPolicy.Text);
                return ExitCodes.Clean;
            }

            if (parsed.GetValue(paths) is not { Length: > 0 } named)
            {
                terminal.Say(["No file is named. Write xnai lint . for the files of this folder."]);
                return ExitCodes.Unusable;
            }

            if (shared.Read(parsed, terminal, folder) is not { } options)
            {
                return ExitCodes.Unusable;
            }

            var inputs = Inputs.Find(named, folder);
            var report = LintRun.Over(inputs, options, folder);
            Format(parsed.GetValue(format)!, terminal).Write(report, terminal.Output);
            terminal.Output.Flush();
            terminal.Say(report.Problems);
            terminal.Say(inputs.Notes);
            return !report.Problems.IsEmpty ? ExitCodes.Unusable
                : report.Findings.Any(finding => finding.Severity >= shared.Threshold(parsed)) ? ExitCodes.Found
                : ExitCodes.Clean;
        });
        return command;
    }

    private static IReportFormat Format(string name, Terminal terminal) => name switch
    {
        "json" => new JsonFormat(),
        "sarif" => new SarifFormat(),
        "github" => new GithubFormat(),
        _ => new TextFormat(terminal.Colours),
    };
}
