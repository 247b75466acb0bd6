namespace XnaiControl.Core.Audit;

public enum AuditKind { Intent, Outcome, Denied, SignIn, SignOut, Configuration, Checkpoint, Gap, Unattributed }

public enum AuditResult { None, Succeeded, Failed, Indeterminate, Denied }

/// <summary>Who acts: always from the server's session, never from a form field.</summary>
/// <param name="Method">How they signed in: <c>password</c>, <c>one-time-link</c>, <c>system</c>.</param>
public sealed record AuditActor(string UserId, string Name, string Session, string Method, string Address, string UserAgent)
{
    /// <summary>The panel itself: start-up, reconciliation, schedules.</summary>
    public static readonly AuditActor Panel = new("panel", "panel", "", "system", "", "");
}

/// <summary>What a caller hands over; the log adds sequence, uid, times and hashes.</summary>
/// <param name="Operation">Stable operation name, for example <c>container.restart</c>.</param>
/// <param name="Target">engine/stack/service or another stable key.</param>
/// <param name="Parameters">Already redacted: allow-listed names only.</param>
/// <param name="BeforeHash">SHA-256 (hex) of the target's state or file before, or null.</param>
/// <param name="IntentSequence">For an outcome: the sequence of its intent.</param>
/// <param name="Correlation">Groups the entries of one operation: its id.</param>
public sealed record AuditDraft(
    AuditKind Kind,
    AuditActor Actor,
    string Operation,
    string Target,
    IReadOnlyDictionary<string, string> Parameters,
    string? BeforeHash,
    string? AfterHash,
    AuditResult Result,
    TimeSpan? Duration,
    string? Error,
    string Correlation,
    long? IntentSequence);

/// <summary>One leaf of the audit log.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="MonotonicMicroseconds">Since boot; tells clock steps from real time.</param>
/// <param name="LeafHash">RFC 6962 leaf hash of the stored canonical JSON, hex.</param>
/// <param name="PreviousHash">Leaf hash of the entry before, hex; zeros for the first.</param>
public sealed record AuditEntry(
    long Sequence,
    string Uid,
    DateTimeOffset At,
    long MonotonicMicroseconds,
    string BootId,
    AuditKind Kind,
    AuditActor Actor,
    string Operation,
    string Target,
    IReadOnlyDictionary<string, string> Parameters,
    string? BeforeHash,
    string? AfterHash,
    AuditResult Result,
    TimeSpan? Duration,
    string? Error,
    string Correlation,
    long? IntentSequence,
    string LeafHash,
    string PreviousHash);
