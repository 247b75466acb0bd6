using System.Collections.Immutable;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>What holds where an instruction stands.</summary>
/// <param name="Environment">ENV, the base stages' too; a null value is one that the file does not tell.</param>
/// <param name="Arguments">ARG of this stage; a null value is one that only the build gives.</param>
/// <param name="User">As the last USER says, variables replaced where known; empty when nothing says.</param>
/// <param name="WorkDir">Absolute and clean.</param>
internal sealed record BuildState(
    ImmutableDictionary<string, string?> Environment,
    ImmutableDictionary<string, string?> Arguments,
    string User,
    string WorkDir)
{
    public static BuildState Empty { get; } = new(ImmutableDictionary<string, string?>.Empty, ImmutableDictionary<string, string?>.Empty, "", "/");

    /// <summary>True unless the user is root or not told: a base image that is not read here mostly leaves root.</summary>
    public bool NotRoot => User.Length > 0 && !UserName.IsRoot(User);

    public string? ValueOf(string name) =>
        Environment.TryGetValue(name, out var value) ? value : Arguments.GetValueOrDefault(name);

    /// <summary>The word with its variables replaced, or null when one is not known.</summary>
    public string? Expand(Word word) => word.Literal ? word.Value : Variables.Expand(word.Value, ValueOf);

    public string? Expand(string text) => Variables.Expand(text, ValueOf);

    /// <summary>Clean and absolute against WORKDIR, or null when a variable is not known.</summary>
    public string? PathOf(Word word) => Expand(word) is { Length: <= Variables.MaxLength } path && UnixPath.Under(WorkDir, path) is { Length: <= Variables.MaxLength } full ? full : null;

    /// <param name="given">Build arguments, which win over every default.</param>
    /// <param name="outer">What the ARGs before the first FROM say, for an ARG without a default.</param>
    public BuildState After(Instruction instruction, IReadOnlyDictionary<string, string?> given, IReadOnlyDictionary<string, string?> outer) => instruction.Keyword switch
    {
        "ENV" => this with { Environment = Environment.SetItems(Assignment.In(instruction).Select(one => KeyValuePair.Create(one.Name, one.Expand(this)))) },
        "ARG" => this with { Arguments = Arguments.SetItems(Assignment.In(instruction).Select(one => KeyValuePair.Create(one.Name, given.GetValueOrDefault(one.Name) ?? (one.HasValue ? one.Expand(this) : outer.GetValueOrDefault(one.Name))))) },
        "USER" when instruction.Words is [var user, ..] => this with { User = Expand(user) ?? user.Value },
        "WORKDIR" when instruction.Words is [var folder, ..] => this with { WorkDir = PathOf(folder) ?? WorkDir },
        _ => this,
    };
}
