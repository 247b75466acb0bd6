using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Containerfiles.Document;

/// <summary>Keeps the first problems: a file that is no Dockerfile at all has as many as lines.</summary>
internal sealed class ProblemList(int most)
{
    private readonly ImmutableArray<Problem>.Builder _problems = ImmutableArray.CreateBuilder<Problem>();

    public void Add(TextSpan span, string message, string remedy)
    {
        if (_problems.Count < most)
        {
            _problems.Add(new Problem(span, message, remedy));
        }
    }

    public ImmutableArray<Problem> ToImmutable() => [.. _problems.OrderBy(problem => problem.Span.Start)];
}
