namespace XnaiControl.Core.Operations.Persistence;

/// <summary>A run as stored: times in microseconds UTC, lists as JSON, output as lines.</summary>
internal sealed class OperationRow
{
    public required string Id { get; set; }

    public required string Kind { get; set; }

    public required string Engine { get; set; }

    public required string Stack { get; set; }

    public required string Service { get; set; }

    public required string Actor { get; set; }

    public required string Parameters { get; set; }

    public required string State { get; set; }

    public long StartedMicroseconds { get; set; }

    public long? TookMicroseconds { get; set; }

    public required string Stages { get; set; }

    public required string Output { get; set; }

    public int OutputSkipped { get; set; }

    public string? Summary { get; set; }

    public string? Error { get; set; }

    public long? IntentSequence { get; set; }

    public long? OutcomeSequence { get; set; }

    public string? OutcomeHash { get; set; }

    public bool Unrecorded { get; set; }

    /// <summary>Hash of who asked for what with which idempotency key; null when none was given.</summary>
    public string? RequestKey { get; set; }
}
