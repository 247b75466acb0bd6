using System.Collections.Immutable;
using System.Text.RegularExpressions;
using XnaiControl.Core.Compose.Document;
using XnaiControl.Core.Findings;

namespace XnaiControl.Core.Compose.Linting;

/// <summary>
/// Keeps a fix from changing what it was not asked to. The proof is the same for anchors, merge keys, extends, includes
/// and overrides: the edited files are read again, and only services with that finding may differ.
/// </summary>
internal static partial class FixGuard
{
    /// <summary>A lint stays quick: fixes beyond this many shared ones are proven when they are planned.</summary>
    private const int MostProofs = 24;

    /// <summary>Takes away fixes that would change another service or a file that was not named, and says so.</summary>
    public static List<Finding> Sift(List<Finding> findings, LoadedProject project, ImmutableArray<SourceText> named, LintOptions options)
    {
        if (project.Model is null || !findings.Exists(finding => finding.Fix is not null))
        {
            return findings;
        }

        var own = project.Model.Services.ToDictionary(service => service.Name, service => service, StringComparer.Ordinal);
        var mayBeShared = MayBeShared(project, named);
        var verdicts = new Dictionary<string, string?>(StringComparer.Ordinal);
        return [.. findings.Select(finding => finding.Fix is null ? finding : Judge(finding))];

        Finding Judge(Finding finding)
        {
            if (finding.Fix!.Edits.Any(edit => named.All(file => file.File != edit.File)))
            {
                var file = Path.GetFileName(finding.Fix.Edits.First(edit => named.All(n => n.File != edit.File)).File);
                return finding with { Fix = null, NoFix = $"The value stands in {file}, which other projects may use. Change it there by hand." };
            }

            if (own.TryGetValue(finding.Service, out var service) && finding.Fix.Edits.All(edit => StandsIn(service, edit)) && !mayBeShared)
            {
                return finding;
            }

            var key = string.Join('|', finding.Fix.Edits);
            if (!verdicts.TryGetValue(key, out var reason) && verdicts.Count < MostProofs)
            {
                var allowed = findings.Where(f => f.Fix is not null && f.Rule == finding.Rule && string.Join('|', f.Fix.Edits) == key).Select(f => f.Service).ToHashSet();
                verdicts[key] = reason = Objection(project.Model, named, finding.Fix.Edits, allowed, options).Reason;
            }

            return reason is null ? finding : finding with { Fix = null, NoFix = reason };
        }
    }

    /// <summary>Why these edits may not be made, a sentence; null when they change nothing but the allowed services. An empty service allows what is not in a service.</summary>
    public static (string? Reason, ImmutableArray<SourceText> After) Objection(
        ComposeModel before, ImmutableArray<SourceText> named, IEnumerable<TextEdit> edits, IReadOnlySet<string> allowed, LintOptions options)
    {
        var byFile = edits.Distinct().ToLookup(edit => edit.File);
        ImmutableArray<SourceText> after = [.. named.Select(file => byFile.Contains(file.File) ? file.With(byFile[file.File]) : file)];
        var project = ComposeLoader.Load([.. named.Select(file => file.File)], after, options.Environment);
        if (project.Model is null || project.Problems.FirstOrDefault(problem => problem.Severity == Severity.Critical && Breaks(problem)) is not null)
        {
            return ("The file would not be readable afterwards; an anchor or an alias depends on this value. Change it by hand.", after);
        }

        var changed = ServicePrints.Changed(before, project.Model);
        var others = changed.Where(name => !allowed.Contains(name)).ToList();
        return (others.Count == 0 ? null : $"The value is shared: changing it here would also change {string.Join(", ", others)}. Give this service a value of its own, or change all of them by hand.", after);
    }

    private static bool Breaks(ComposeProblem problem) => problem.Rule == DocumentRules.NotYaml || problem.Rule == DocumentRules.DuplicateKey || problem.Rule == DocumentRules.WrongShape;

    private static bool StandsIn(ComposeService service, TextEdit edit)
    {
        var node = service.Node;
        return node.Source.File == edit.File && edit.Span.Start >= service.NameNode.Span.Start && edit.Span.End <= YamlLineEnd(node);
    }

    private static int YamlLineEnd(Node node) => node.Source.LineStart(node.Source.LineColumn(node.Span.End).Line + 1);

    /// <summary>Only files with anchors or extends can share a value within one service's own lines.</summary>
    private static bool MayBeShared(LoadedProject project, ImmutableArray<SourceText> named) =>
        project.Files.Length > 1 || named.Any(file => Sharing().IsMatch(file.Text));

    /// <summary>An anchor where a value begins, or extends. It may be one within a text: that costs a proof, no more.</summary>
    [GeneratedRegex(@"(?:^|[:\-\[{,])[ \t]*(?:&\S|extends[ \t]*:)", RegexOptions.Multiline)]
    private static partial Regex Sharing();
}
