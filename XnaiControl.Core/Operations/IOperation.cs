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

    /// <summary>Reads what it works on beyond the target, before anything is decided; null for most.</summary>
    /// <exception cref="OperationRefusedException">It is not there.</exception>
    Task<OperationSubject?> PrepareAsync(OperationScene scene, CancellationToken cancellationToken) => Task.FromResult<OperationSubject?>(null);

    /// <summary>What is true now of its subject, one sentence, when the outcome of a recorded intent is not known; null when it has none.</summary>
    /// <param name="facts">The intent's parameters, the subject's facts among them.</param>
    string? Shown(IReadOnlyDictionary<string, string> facts) => null;

    /// <summary>Why it cannot run here, a whole sentence with the next step; null when it can. Nothing is recorded for a refusal.</summary>
    string? Refuse(OperationScene scene);

    /// <summary>Names of the stages to come, in order, for people.</summary>
    ImmutableArray<string> Plan(OperationScene scene);

    Task<OperationResult> ExecuteAsync(OperationScene scene, RunProgress progress, CancellationToken cancellationToken);
}

/// <summary>What an operation works on beyond its target, such as files.</summary>
internal abstract class OperationSubject
{
    /// <summary>Into the audit log beside the parameters: names, hashes, titles; never content.</summary>
    public abstract ImmutableSortedDictionary<string, string> Facts { get; }

    /// <summary>SHA-256 of its state before; takes the place of the containers' in the audit log.</summary>
    public abstract string BeforeHash { get; }

    /// <summary>The same, read now; null when it cannot be read.</summary>
    public abstract string? ReadHash();
}

/// <param name="Minimum">Smallest whole number allowed.</param>
/// <param name="Maximum">Largest whole number allowed.</param>
internal sealed record OperationParameter(string Name, int Minimum, int Maximum)
{
    /// <summary>Seconds between SIGTERM and SIGKILL.</summary>
    public static readonly OperationParameter Grace = new("grace", 1, 60);

    /// <summary>Id of a proposal in the revision store.</summary>
    public static readonly OperationParameter Proposal = new("proposal", 1, int.MaxValue);

    /// <summary>1: bring the changed services up afterwards.</summary>
    public static readonly OperationParameter Up = new("up", 0, 1);
}

/// <param name="Summary">One sentence with the result.</param>
/// <param name="Error">What failed and the next step; null unless it failed.</param>
internal sealed record OperationResult(OperationState State, string Summary, string? Error = null)
{
    public static OperationResult Succeeded(string summary) => new(OperationState.Succeeded, summary);

    public static OperationResult Failed(string summary, string error) => new(OperationState.Failed, summary, error);
}
