namespace XnaiControl.Core.Compose.Linting;

/// <summary>What a lint may take into account besides the files; a null is "not known", and rules that need it keep quiet.</summary>
/// <param name="Environment">Variables that win over the <c>.env</c> file.</param>
/// <param name="Rootless">True when the stack's engine runs rootless.</param>
/// <param name="HostMemoryBytes">RAM of the engine's host.</param>
public sealed record LintOptions(
    ComposePolicy Policy,
    IReadOnlyDictionary<string, string> Environment,
    bool? Rootless = null,
    long? HostMemoryBytes = null)
{
    public static LintOptions Default { get; } = new(ComposePolicy.Default, new Dictionary<string, string>());
}
