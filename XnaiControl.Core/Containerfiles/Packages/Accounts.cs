using System.Collections.Immutable;
using XnaiControl.Core.Containerfiles.Document;
using XnaiControl.Core.Containerfiles.Shell;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Packages;

/// <summary>Users that the steps create with useradd or adduser.</summary>
internal sealed record Accounts(ImmutableDictionary<string, (string? Id, string Home)> ByName, ImmutableDictionary<string, string> HomeById)
{
    /// <summary>What images bring along.</summary>
    public static Accounts WellKnown { get; } = new(
        ImmutableDictionary<string, (string? Id, string Home)>.Empty.Add("node", ("1000", "/home/node")),
        ImmutableDictionary<string, string>.Empty);

    private static readonly string[] WithValue =
        ["-c", "--comment", "-g", "--gid", "-G", "--groups", "-k", "-K", "-s", "--shell", "-p", "--gecos", "--ingroup", "-ms", "-rs"];

    public string? HomeOf(string user) => ByName.TryGetValue(user, out var account) ? account.Home : HomeById.GetValueOrDefault(user);

    public string? IdOf(string user) => ByName.TryGetValue(user, out var account) ? account.Id : null;

    /// <summary>These and those that a stage's steps create.</summary>
    public Accounts After(Stage stage, SourceText source)
    {
        var accounts = this;
        foreach (var step in stage.Steps.Where(step => step.Instruction.Keyword == "RUN" && (step.Instruction.Text.Text.Contains("add", StringComparison.Ordinal) || !step.Instruction.Heredocs.IsEmpty)))
        {
            foreach (var command in Script.Of(step.Instruction, source).SelectMany(script => script.Commands).Where(command => command.Name is "useradd" or "adduser"))
            {
                accounts = accounts.With(command, step.Before);
            }
        }

        return accounts;
    }

    private Accounts With(ShellCommand command, BuildState state)
    {
        string? id = null, home = null, name = null;
        var words = command.Arguments;
        for (var at = 0; at < words.Length; at++)
        {
            var text = state.Expand(words[at]) ?? words[at].Value;
            var next = at + 1 < words.Length ? state.Expand(words[at + 1]) ?? words[at + 1].Value : "";
            if (text is "-u" or "--uid" or "-ou")
            {
                (id, at) = (next, at + 1);
            }
            else if (text is "-d" or "-h" or "--home" or "--home-dir" or "-md")
            {
                (home, at) = (next, at + 1);
            }
            else if (WithValue.Contains(text))
            {
                at++;
            }
            else if (text.StartsWith("--", StringComparison.Ordinal) && text.Split('=', 2) is [var option, var value])
            {
                (id, home) = (option == "--uid" ? value : id, option is "--home" or "--home-dir" ? value : home);
            }
            else if (!text.StartsWith('-'))
            {
                name = text;
            }
        }

        if (name is null)
        {
            return this;
        }

        home = home is ['/', ..] ? home.TrimEnd('/') : $"/home/{name}";
        return new Accounts(ByName.SetItem(name, (id, home)), id is null ? HomeById : HomeById.SetItem(id, home));
    }
}
