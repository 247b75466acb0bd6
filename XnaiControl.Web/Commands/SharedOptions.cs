using System.Collections;
using System.CommandLine;
using XnaiControl.Core.Compose.Linting;
using XnaiControl.Core.Findings;

namespace XnaiControl.Web.Commands;

/// <summary>What <c>lint</c> and <c>fix</c> both take.</summary>
internal sealed class SharedOptions
{
    public SharedOptions()
    {
        FailOn.AcceptOnlyFromAmong("note", "warning", "critical");
        Variables.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"--env {token.Value} has no value. Write it as --env NAME=VALUE.");
            }
        });
    }

    public Option<string> FailOn { get; } = new("--fail-on") { Description = "The least severity that makes the exit code 1.", DefaultValueFactory = _ => "warning" };

    public Option<string?> Policy { get; } = new("--policy") { Description = "Policy file: what sizes, modes and mounts you want. Without it XNAI_POLICY, then the guide's values.", HelpName = "file" };

    public Option<string[]> Variables { get; } = new("--env") { Description = "A variable for the compose files; wins over the environment and .env.", HelpName = "NAME=VALUE" };

    public Severity Threshold(ParseResult parsed) => parsed.GetValue(FailOn) switch
    {
        "critical" => Severity.Critical,
        "note" => Severity.Note,
        _ => Severity.Warning,
    };

    /// <summary>Null when the policy cannot be used; then the reason has been said.</summary>
    public LintOptions? Read(ParseResult parsed, Terminal terminal, string folder)
    {
        var file = parsed.GetValue(Policy) ?? Environment.GetEnvironmentVariable("XNAI_POLICY");
        var policy = string.IsNullOrEmpty(file) ? new PolicyResult(ComposePolicy.Default, []) : PolicyReader.Read(Path.GetFullPath(file, folder));
        terminal.Say(policy.Problems);
        return policy.Policy is null ? null : new LintOptions(policy.Policy, AllVariables(parsed));
    }

    // As Compose does: the environment of the command, and what is given by hand wins.
    private Dictionary<string, string> AllVariables(ParseResult parsed)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        foreach (var given in parsed.GetValue(Variables) ?? [])
        {
            var equals = given.IndexOf('=', StringComparison.Ordinal);
            variables[given[..equals]] = given[(equals + 1)..];
        }

        return variables;
    }
}
