namespace XnaiControl.Core.Findings;

/// <summary>How much a finding matters, least first.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing breaks.</summary>
    Note,

    /// <summary>Works now and breaks later, or under load, or for an attacker.</summary>
    Warning,

    /// <summary>Does not start, or loses data.</summary>
    Critical,
}
