using System.Collections.Immutable;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose;

/// <summary>
/// Reads compose files into a <see cref="ComposeModel"/> for those who need a model or nothing. A fault that makes
/// Compose refuse the files is a <see cref="ComposeException"/> with its place and remedy; an unset variable is none.
/// </summary>
public static class ComposeReader
{
    /// <summary>Reads the files in merge order.</summary>
    /// <param name="files">Absolute paths, at least one.</param>
    /// <param name="environment">Variables that win over the <c>.env</c> file beside the first compose file.</param>
    public static ComposeModel Read(IReadOnlyList<string> files, IReadOnlyDictionary<string, string> environment) =>
        ModelOf(ComposeLoader.Load(files, [], environment));

    /// <summary>The variables of the <c>.env</c> file in the folder of a compose file; none when there is no such file.</summary>
    public static ImmutableDictionary<string, string> DotEnvBeside(string file) => DotEnv.Beside(file);

    /// <summary>As <see cref="Read"/>, from texts already at hand.</summary>
    public static ComposeModel Parse(IReadOnlyList<(string File, string Text)> sources, IReadOnlyDictionary<string, string> variables) =>
        ModelOf(ComposeLoader.Load([.. sources.Select(source => source.File)], [.. sources.Select(source => SourceText.FromText(source.File, source.Text))], variables));

    private static ComposeModel ModelOf(LoadedProject project)
    {
        var first = project.Problems.FirstOrDefault(problem => problem.Severity == Severity.Critical && HidesServices(problem));
        return first is null
            ? project.Model!
            : throw new ComposeException(Place.Of(first.Range), first.Message, first.Remedy);
    }

    /// <summary>A variable or a file that another file names may be missing: the services that are there can be shown.</summary>
    private static bool HidesServices(ComposeProblem problem) =>
        problem.Rule != DocumentRules.Variable && problem.Rule != DocumentRules.UnknownReference && (problem.Rule != DocumentRules.Unreadable || problem.Range.Line == 0);
}
