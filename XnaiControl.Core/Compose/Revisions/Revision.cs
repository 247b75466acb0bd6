namespace XnaiControl.Core.Compose.Revisions;

public enum RevisionOrigin
{
    /// <summary>How the file was when the panel met it.</summary>
    FirstSeen,

    /// <summary>Written by an operation of this panel.</summary>
    Panel,

    /// <summary>Changed on disk by somebody else: an editor, a deployment, git.</summary>
    Outside,
}

/// <summary>One version of a file that was on disk.</summary>
/// <param name="File">Absolute path.</param>
/// <param name="Sequence">From 1 for each file, without gaps.</param>
/// <param name="Hash">Lower-case SHA-256 of the bytes, the key for <see cref="IRevisionStore.ReadAsync"/>.</param>
/// <param name="PreviousHash">Of the version before; null for the first.</param>
/// <param name="Bytes">Size of the version.</param>
/// <param name="At">When it was written by the panel, or noticed.</param>
/// <param name="Actor">Name of the person; empty when it was changed from outside.</param>
/// <param name="Reason">What the change was for, a phrase: <c>Keep the tmpfs on /app/logs</c>, <c>Rolled back, crawler did not run</c>.</param>
/// <param name="RunId">The operation that wrote it; null when none did.</param>
/// <param name="AuditSequence">The audit entry of that operation's intent; null when none.</param>
/// <param name="Kept">False when the text was too large to keep, or was let go because 500 newer ones came: only its hash is known.</param>
public sealed record Revision(
    string File,
    int Sequence,
    string Hash,
    string? PreviousHash,
    long Bytes,
    DateTimeOffset At,
    RevisionOrigin Origin,
    string Actor,
    string Reason,
    string? RunId,
    long? AuditSequence,
    bool Kept);
