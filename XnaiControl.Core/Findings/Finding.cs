using System.Collections.Immutable;

namespace XnaiControl.Core.Findings;

/// <summary>What a rule reports about one place.</summary>
/// <param name="Place">Where it stands in a file; for drift, where the file declares what the engine runs differently.</param>
/// <param name="Service">The compose service it is about, or empty.</param>
/// <param name="Subject">What within the service, without anything that moves with edits: a mount's target, a variable's name; or empty.
/// Together with rule, file and service it names the finding across versions.</param>
/// <param name="Message">One sentence or phrase for a list: <c>Two mounts on /app/logs: tmpfs and bind</c>.</param>
/// <param name="Evidence">What was seen, each with its place where there is one.</param>
/// <param name="Fix">Null when no fix is certain; then <paramref name="NoFix"/> may say why.</param>
public sealed record Finding(
    RuleInfo Rule,
    Severity Severity,
    SourceRange Place,
    string Service,
    string Subject,
    string Message,
    ImmutableArray<Evidence> Evidence,
    Fix? Fix = null,
    string? NoFix = null)
{
    /// <summary>The same fault in the next version of the file has the same key.</summary>
    public string Key => $"{Rule.Id}|{Place.File}|{Service}|{Subject}";
}

public sealed record Evidence(string Text, SourceRange? Place = null);
