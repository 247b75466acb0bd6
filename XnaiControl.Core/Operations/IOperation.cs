using System.Collections.Immutable;

namespace XnaiControl.Core.Operations;

/// <summary>
/// One operation, one class. It changes the world only inside <see cref="ExecuteAsync"/>, which the desk calls after
/// the intent is durable, and it believes only what the engine shows afterwards.
/// </summary>
internal interface IOperation
{
    OperationKind Kind { get; }

    /// <summary>True when it prints a compose command's output, so that secrets must be known beforehand.</summary>
    bool RunsCompose => false;

    /// <summary>False when another operation may run on the target meanwhile.</summary>
    bool Occupies => true;

    /// <summary>Parameters that may be given; any other name is refused.</summary>
    ImmutableArray<OperationParameter> Parameters { get; }

    /// <summary>Why it cannot run here, a whole sentence with the next step; null when it can. Nothing is recorded for a refusal.</summary>
    string? Refuse(OperationScene scene);

    /// <summary>Names of the stages to come, in order, for people.</summary>
    ImmutableArray<string> Plan(OperationScene scene);

    Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken);
}

/// <param name="Minimum">Smallest whole number allowed.</param>
/// <param name="Maximum">Largest whole number allowed.</param>
internal sealed record OperationParameter(string Name, int Minimum, int Maximum)
{
    /// <summary>Seconds between SIGTERM and SIGKILL.</summary>
    public static readonly OperationParameter Grace = new("grace", 1, 60);
}

/// <param name="Summary">One sentence with the result.</param>
/// <param name="Error">What failed and the next step; null unless it failed.</param>
internal sealed record OperationResult(OperationState State, string Summary, string? Error = null)
{
    public static OperationResult Succeeded(string summary) => new(OperationState.Succeeded, summary);

    public static OperationResult Failed(string summary, string error) => new(OperationState.Failed, summary, error);
}
