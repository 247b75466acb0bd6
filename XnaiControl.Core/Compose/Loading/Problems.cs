using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>A fault in the files themselves, before any rule can look at them.</summary>
/// <param name="Message">What is wrong, one sentence.</param>
/// <param name="Remedy">What to do, one sentence.</param>
public sealed record ComposeProblem(RuleInfo Rule, Severity Severity, SourceRange Range, string Message, string Remedy);

/// <summary>Collects the faults of one load. At most <see cref="Limit"/>: a file with more has one fault, repeated.</summary>
internal sealed class ProblemLog
{
    public const int Limit = 1_000;

    private readonly HashSet<(string, SourceRange, string)> _known = [];
    private readonly List<ComposeProblem> _problems = [];

    public IReadOnlyList<ComposeProblem> All => _problems;

    public void Add(RuleInfo rule, SourceRange range, string message, string remedy, Severity? severity = null)
    {
        if (_problems.Count < Limit && _known.Add((rule.Id, range, message)))
        {
            _problems.Add(new ComposeProblem(rule, severity ?? rule.Severity, range, message, remedy));
        }
    }

    /// <summary>For readers that accept no fault at all.</summary>
    /// <exception cref="ComposeException">The first critical one.</exception>
    public void ThrowFirst()
    {
        if (_problems.Find(problem => problem.Severity == Severity.Critical) is { } first)
        {
            throw new ComposeException(Place.Of(first.Range), first.Message, first.Remedy);
        }
    }

    public ImmutableArray<ComposeProblem> ToImmutable() => [.. _problems];
}
