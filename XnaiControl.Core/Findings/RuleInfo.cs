namespace XnaiControl.Core.Findings;

public enum RuleCategory { Document, Mounts, Redis, Security, Reliability, Containerfile, Drift }

/// <summary>A rule's identity and its page in the panel.</summary>
/// <param name="Id">Stable: <c>XC101</c>. Never used again for another rule.</param>
/// <param name="Title">Names the fault, not the remedy: <c>A tmpfs and a volume on one path</c>.</param>
/// <param name="Severity">What its findings have unless they say otherwise.</param>
/// <param name="Failure">What a person sees when it is left alone: message, behaviour, moment. One to four sentences.</param>
/// <param name="Remedy">What to do by hand, one to four sentences; also what the fix does.</param>
/// <param name="Fixable">True when some of its findings have a fix.</param>
/// <param name="Bad">A short example with the fault, or empty.</param>
/// <param name="Good">The same without it, or empty.</param>
/// <param name="Source">What it rests on: an issue, a specification, a measurement; or empty.</param>
public sealed record RuleInfo(
    string Id,
    RuleCategory Category,
    string Title,
    Severity Severity,
    string Failure,
    string Remedy,
    bool Fixable = false,
    string Bad = "",
    string Good = "",
    string Source = "");
